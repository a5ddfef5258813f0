//! Measuring and breaking text as this terminal needs it: the one way of `text`, as whole lines.

pub use crate::text::Width;

/// Breaks a text into lines of at most `cells`, without the spaces that hang over the edge.
pub fn wrap(text: &str, cells: usize, width: Width) -> Vec<String> {
    let lines = crate::text::wrap::wrap(text, cells, width).into_iter();
    lines.map(|line| text.get(line.range).unwrap_or_default().trim_end().to_owned()).collect()
}
