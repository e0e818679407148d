//! Links to the very words on a page of the web: the address, and the quote as a text fragment.

/// Whether the text is an address on the web.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control()))
}

/// The address with which a browser opens the page at the quote, and shows it marked.
///
/// ```
/// use trade_figures::table::weblink::to_quote;
/// assert_eq!(to_quote("https://a.org/b", "5-7 bcm, at €3"), "https://a.org/b#:~:text=5%2D7%20bcm%2C%20at%20%E2%82%AC3");
/// assert_eq!(to_quote("https://a.org/b#c", "40%"), "https://a.org/b#c:~:text=40%25");
/// ```
pub fn to_quote(address: &str, quote: &str) -> String {
    let mut link = address.to_owned();
    if !link.contains('#') {
        link.push('#');
    }
    link.push_str(":~:text=");
    let words: Vec<&str> = quote.split_whitespace().collect();
    for byte in words.join(" ").bytes() {
        // A dash and a comma mean something in a text fragment, so they are escaped too.
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~' => link.push(byte.into()),
            byte => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_alone_are_links() {
        assert!(is_address("https://example.org/a?b=c"));
        for text in ["news/a.txt", "file:///etc/passwd", "javascript:alert(1)", "https://", "http://a b"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
