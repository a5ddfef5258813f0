//! Text in lines as the screen draws them. Measuring and breaking are those of `text`, the same
//! as in the editor and the exports.

pub use crate::text::Width;

/// Breaks a text into lines of at most `cells`, without the spaces that hang at a line's end.
pub fn wrap(text: &str, cells: usize, width: Width) -> Vec<String> {
    let lines = crate::text::wrap::wrap(text, cells, width);
    let shown = lines.into_iter().filter_map(|line| text.get(line.range));
    shown.map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_fit_and_do_not_begin_with_a_comma() {
        let lines = wrap("一二三四五，六七", 10, Width::default());
        assert_eq!(lines, ["一二三四", "五，六七"]);
        for line in wrap("请 Dr Smith 发言，三分钟。", 7, Width::default()) {
            assert!(Width::default().of(&line) <= 7, "{line}");
        }
    }

    #[test]
    fn cut_text_ends_in_an_ellipsis_and_fits() {
        assert_eq!(Width::default().truncate("赵淑芬", 5), "赵淑…");
        assert_eq!(Width::default().truncate("赵淑芬", 6), "赵淑芬");
        assert_eq!(Width { wide_ambiguous: true }.truncate("赵淑芬", 5), "赵…");
    }
}
