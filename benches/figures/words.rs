//! Line breaking and editing of long texts.

use crate::given::SAID;
use crate::measure::{Report, time};
use yishi::text::edit::{Edit, Editor, Move};
use yishi::text::width::Width;
use yishi::text::wrap::wrap;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

pub(crate) fn text(chars: usize) -> String {
    let mut lines = String::new();
    for (i, c) in SAID.chars().filter(|c| *c != ' ').cycle().take(chars).enumerate() {
        lines.push(c);
        if i % 400 == 399 {
            lines.push('\n');
        }
    }
    lines
}

pub(crate) fn run(report: &mut Report) {
    let width = Width::default();
    let points = SIZES.map(|n| {
        let text = text(n);
        (n, time(|| wrap(&text, 60, width).len()))
    });
    report.growth("wrap a text of n characters", 1.1, &points);

    // A key in the middle of the text, drawn: the text, its layout, the place of the cursor.
    let points = SIZES.map(|n| {
        let mut editor = Editor::new(&text(n));
        editor.set_layout(60, width);
        for _ in 0..n / 200 {
            editor.apply(Edit::Move(Move::Up));
        }
        let key = |editor: &mut Editor| {
            editor.apply(Edit::Insert("议".into()));
            editor.apply(Edit::Backspace);
            let top = editor.scroll_to_cursor(0, 10);
            editor.visible(top, 10).count()
        };
        (n, time(|| key(&mut editor)))
    });
    report.growth("type and take back in n characters", 0.6, &points);
    report.ratio("type in 100,000 characters", points[2].1, ("in 1,000", points[0].1), 3.0);
}
