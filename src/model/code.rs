//! The closed lists of codes that a figure's slots take, each with the spelling that tables show.

/// Declares an enum whose variants have a code, `code()`, `from_code()` and `ALL`.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order tables list them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code tables show.
            pub const fn code(&self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// The value that has this code.
            pub fn from_code(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(super) use codes;

codes! {
    /// What kind of figure it is.
    Kind {
        /// Money, also money per time.
        Money = "money",
        /// Money per something that is not time.
        Price = "price",
        /// Percent.
        Percent = "percent",
        /// Percentage or basis points.
        Points = "points",
        /// An amount of a physical unit.
        Quantity = "quantity",
        /// Times as much.
        Multiple = "multiple",
        /// One in five; 3-to-1.
        Ratio = "ratio",
        /// A number of things.
        Count = "count",
        /// A length of time.
        Duration = "duration",
        /// Points of an index.
        Index = "index",
        /// A date that is itself the fact.
        Date = "date",
    }
}

codes! {
    /// What the figure is in its statement.
    Role {
        /// The amount itself.
        Level = "level",
        /// A difference or growth rate.
        Change = "change",
        /// The earlier level.
        Previous = "previous",
        /// Part of a whole.
        Share = "share",
        /// The same amount in another unit.
        Alternate = "alternate",
        /// An attribute, such as a contract's length.
        Term = "term",
        /// A date that is the fact.
        Event = "event",
    }
}

codes! {
    /// Which way a change went, or the move by which a level was reached.
    Direction { /// Upwards.
        Up = "up", /// Downwards.
        Down = "down", /// No change.
        Flat = "flat" }
}

codes! {
    /// What a change is measured against.
    ChangeBasis {
        /// The same time a year before.
        YearOnYear = "year_on_year",
        /// The month before.
        MonthOnMonth = "month_on_month",
        /// The quarter before.
        QuarterOnQuarter = "quarter_on_quarter",
        /// The week before.
        WeekOnWeek = "week_on_week",
        /// The day before.
        DayOnDay = "day_on_day",
        /// The start of a stated period.
        OverPeriod = "over_period",
        /// What was expected.
        VersusForecast = "versus_forecast",
        /// An average.
        VersusAverage = "versus_average",
        /// Something else.
        Other = "other",
    }
}

codes! {
    /// How sure the text is of the figure, and in what sense.
    Status {
        /// Reported as fact.
        Actual = "actual",
        /// Estimated by a tracker, survey or analyst.
        Estimate = "estimate",
        /// Expected, projected.
        Forecast = "forecast",
        /// Aimed at.
        Target = "target",
        /// Planned, proposed.
        Plan = "plan",
        /// Agreed price, volume or term.
        Contract = "contract",
        /// Pledged, committed.
        Pledge = "pledge",
        /// A quota, cap or ceiling.
        Quota = "quota",
        /// Could be, may be.
        Potential = "potential",
        /// Denied or rejected.
        Denied = "denied",
        /// Under a condition.
        Hypothetical = "hypothetical",
    }
}

codes! {
    /// How the amount is bounded.
    Comparator {
        /// Exactly.
        Equal = "=",
        /// About.
        About = "~",
        /// Less than.
        Less = "<",
        /// At most.
        AtMost = "<=",
        /// More than.
        More = ">",
        /// At least.
        AtLeast = ">=",
        /// Between two ends.
        Range = "range",
        /// A vague plural.
        Vague = "vague",
    }
}

codes! {
    /// Which part of a document a sentence stands in.
    Section {
        /// A headline.
        Title = "title",
        /// The article itself.
        Body = "body",
        /// Teasers of other stories.
        Related = "related",
        /// Copyright lines, the author's biography, forms.
        Boilerplate = "boilerplate",
        /// Datelines, bylines, reading times.
        Metadata = "metadata",
    }
}

codes! {
    /// What field the figure belongs to.
    Topic { /// Trade between countries.
        Trade = "trade", /// Energy.
        Energy = "energy", /// Finance.
        Finance = "finance", /// Anything else.
        Other = "other" }
}

codes! {
    /// What the amount is an amount of, in the flow of goods and money.
    Flow {
        /// Exports.
        Export = "export",
        /// Imports.
        Import = "import",
        /// Exports and imports together.
        Trade = "trade",
        /// Exports less imports.
        Balance = "balance",
        /// Goods exported again.
        ReExport = "re_export",
        /// Goods imported again.
        ReImport = "re_import",
        /// Goods passing through.
        Transit = "transit",
        /// Production.
        Production = "production",
        /// Consumption, demand.
        Consumption = "consumption",
        /// Stocks and their changes.
        Stocks = "stocks",
        /// Reserves in the ground.
        Reserves = "reserves",
        /// Capacity.
        Capacity = "capacity",
        /// Refinery runs.
        Refining = "refining",
        /// Prices.
        Price = "price",
        /// Investment.
        Investment = "investment",
        /// Revenue.
        Revenue = "revenue",
        /// Spending, costs.
        Spending = "spending",
        /// Debt, loans.
        Debt = "debt",
        /// Aid, subsidies.
        Aid = "aid",
        /// Tariffs, duties.
        Tariff = "tariff",
        /// Sales, purchases, deals.
        Sales = "sales",
    }
}

codes! {
    /// What a figure's time rests on.
    TimeBasis {
        /// The text says it in full.
        Explicit = "explicit",
        /// Resolved against the date of publication.
        Published = "published",
        /// Taken from another part of the text.
        Context = "context",
        /// A named kind of year: fiscal, gas, marketing, Iranian.
        Calendar = "calendar",
        /// It needs a date of publication that is not known.
        Unanchored = "unanchored",
    }
}

codes! {
    /// Something a reader should check.
    Flag {
        /// The currency was inferred.
        CurrencyInferred = "currency_inferred",
        /// Which ton is meant is not said.
        TonUnspecified = "ton_unspecified",
        /// M may be a thousand or a million.
        AmbiguousM = "ambiguous_M",
        /// mcm may be a thousand or a million cubic metres.
        AmbiguousMcm = "ambiguous_mcm",
        /// The comma was read as a decimal mark.
        DecimalComma = "decimal_comma",
        /// "three times more" may be three or four times.
        TimesMore = "times_more",
        /// A percentage of something that is itself a percentage.
        PercentOfPercent = "percent_of_percent",
        /// The unit was taken from a neighbouring figure.
        UnitInherited = "unit_inherited",
        /// A scale word was carried over to the other end of a range or list.
        ScaleDistributed = "scale_distributed",
        /// The countries come from outside the figure's clause.
        CountriesByContext = "countries_by_context",
        /// The time comes from outside the figure's clause.
        TimeInferred = "time_inferred",
        /// The start of a fiscal year was assumed.
        FiscalAssumed = "fiscal_assumed",
        /// Large or small beyond belief for its measure.
        Implausible = "implausible",
        /// Old or new rials.
        RialOldOrNew = "rial_old_or_new",
    }
}

/// A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u32);

impl Flags {
    /// Adds a flag.
    pub fn set(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    /// Whether the flag is in the set.
    pub fn has(&self, flag: Flag) -> bool {
        self.0 & (1 << flag as u32) != 0
    }

    /// The flags of both sets.
    pub fn union(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// The flags of the set, in the order tables list them.
    pub fn iter(&self) -> impl Iterator<Item = Flag> + '_ {
        Flag::ALL.iter().copied().filter(|flag| self.has(*flag))
    }
}

/// A code from one of the grammar's own lists (a commodity, country, measure, dimension).
pub type Code = std::sync::Arc<str>;

impl Section {
    /// Whether it is the article itself, and not what a page sets around it.
    pub fn is_of_article(self) -> bool {
        matches!(self, Section::Title | Section::Body)
    }
}
