//! When the terminal's bell rings: once as a speech's time is nearly up, once as it is up.
//!
//! Must not ring: that is an effect, and only for those who set it.

use crate::tui::effect::Effect;
use crate::tui::ui::Ui;

/// The speech that was clocked last, by the line that gave it, with the seconds it had left.
pub(crate) type Heard = Option<(u64, u64)>;

/// Looks at the clock of the running speech; the bell, where it has passed a mark since the last
/// look.
pub(super) fn listen(ui: &mut Ui) -> Option<Effect> {
    let m = ui.meeting()?;
    let speech = m.floor.current();
    let heard = speech.map(|speech| (speech.seq, speech.left_s(ui.now.at)));
    let limit = speech.map_or(0, |speech| u64::from(speech.limit_s));
    let warn = u64::from(m.session.limits.warn_s);
    let before = std::mem::replace(&mut ui.frame.heard, heard);
    let (Some((was, had)), Some((is, left))) = (before, heard) else { return None };
    // A limit no longer than the warning would warn from its first second.
    let passed = |mark: u64| had > mark && left <= mark;
    let rings = was == is && (passed(0) || (warn < limit && passed(warn)));
    (rings && ui.settings.bell).then_some(Effect::Ring)
}
