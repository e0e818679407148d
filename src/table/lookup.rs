//! Answers from a frame of figures: rows ranked by how well words match them, and rows by their id.
