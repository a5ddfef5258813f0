//! The way into the terminal and out of it, whatever happens in between.
//!
//! Owns raw mode, the alternate screen, bracketed paste and one write a frame. Must not know what
//! is drawn.

use crate::tui::ui::Ui;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use encode::Encoder;
use ratatui::layout::Rect;
use shown::Shown;
use std::io::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

mod encode;
mod shown;

/// Whether the terminal is ours, so that giving it back twice does nothing.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Whether the mouse was asked for.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Asks the terminal for clicks and the wheel, not for every motion; [`restore`] ends it.
pub fn take_mouse() -> io::Result<()> {
    MOUSE.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, crossterm::style::Print("\x1b[?1000h\x1b[?1006h"))?;
    out.flush()
}

/// Gives the terminal back. Does nothing where it is not ours; safe to call from anywhere, any
/// number of times. Errors are not reported: there may be no terminal left to report them on.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    if MOUSE.load(Ordering::SeqCst) {
        let _ = queue!(out, crossterm::style::Print("\x1b[?1006l\x1b[?1000l"));
    }
    // A panic in the middle of a frame leaves a synchronized update open.
    let _ = queue!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Rings the terminal's bell. A terminal that cannot be written to fails at the next frame.
pub fn ring() {
    let mut out = io::stdout();
    let _ = out.write_all(b"\x07");
    let _ = out.flush();
}

/// A panic restores first and then reports, so that the report is seen.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            report(panic);
        }));
    });
}

/// The terminal as the program draws on it.
#[derive(Debug)]
pub struct Screen<W: Write> {
    encoder: Encoder,
    shown: Shown,
    out: W,
    /// Restores the real terminal on drop; a screen on something else has none.
    real: bool,
}

impl Screen<io::Stdout> {
    /// Takes the terminal.
    pub fn enter() -> io::Result<Self> {
        restore_on_panic();
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let entered = Self::set_up();
        if entered.is_err() {
            restore();
        }
        entered
    }

    fn set_up() -> io::Result<Self> {
        let mut out = io::stdout();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        out.flush()?;
        let (columns, rows) = crossterm::terminal::size()?;
        Ok(Self::on(out, columns, rows, true))
    }

    /// Takes the terminal again after the program was stopped, and gives its size: it may have been
    /// given back before, or left as it was while a shell changed it.
    pub fn retake(&mut self) -> io::Result<(u16, u16)> {
        restore();
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        queue!(self.out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        self.out.flush()?;
        if MOUSE.load(Ordering::SeqCst) {
            take_mouse()?;
        }
        self.forget()?;
        crossterm::terminal::size()
    }
}

/// How many columns the terminal says it has; None where there is none.
pub fn columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|n| *n > 0)
}

impl<W: Write> Screen<W> {
    /// A screen of a fixed size on any writer, for tests and measurements.
    pub fn on_writer(out: W, columns: u16, rows: u16) -> Self {
        Self::on(out, columns, rows, false)
    }

    fn on(out: W, columns: u16, rows: u16, real: bool) -> Self {
        // The size comes with resize events: asking the terminal before every frame would cost a
        // system call each.
        let shown = Shown::empty(Rect::new(0, 0, columns, rows));
        Self { encoder: Encoder::default(), shown, out, real }
    }

    /// Draws the state where it changed, in one write.
    pub fn draw(&mut self, ui: &mut Ui) -> io::Result<()> {
        let (columns, rows) = ui.size;
        let area = Rect::new(0, 0, columns, rows);
        self.encoder.begin(columns);
        if self.shown.area() != area {
            self.encoder.clear()?;
            self.shown = Shown::empty(area);
        }
        let cursor = self.shown.draw(ui, &mut self.encoder)?;
        self.out.write_all(self.encoder.end(cursor)?)?;
        self.out.flush()?;
        ui.drawn();
        Ok(())
    }

    /// Everything is drawn anew with the next frame, as after a program that was run in between.
    pub fn forget(&mut self) -> io::Result<()> {
        self.encoder.forget();
        queue!(self.out, Clear(ClearType::All))?;
        self.shown = Shown::empty(self.shown.area());
        self.out.flush()
    }
}

impl<W: Write> Drop for Screen<W> {
    fn drop(&mut self) {
        // While panicking the hook has done it, before the report was written.
        if self.real && !std::thread::panicking() {
            restore();
        }
    }
}
