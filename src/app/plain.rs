//! The meeting as lines, each written once and never changed: for a screen reader, a braille display
//! or a printer. No cursor is moved, nothing is coloured, nothing is drawn anew.
//!
//! The same program as on the screen, with the same rules and the same news; acts are lines of the
//! session script. Must not draw.

use super::{App, End, reader, signals};
use crate::document::prompts::words_from;
use crate::domain::floor::Speech;
use crate::domain::suggest::Step;
use crate::i18n::{Lang, plain as text};
use crate::session::News;
use crate::tui::act::{self, Intent, step};
use crate::tui::input::Input;
use crate::tui::line::Completion;
use crate::tui::overlays::Overlay;
use crate::tui::tail;
use signals::{SignalRequest, Signals};
use std::borrow::Cow;
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// The most ways to go on that are read out at once.
const MOST: usize = 60;

/// What was written already.
#[derive(Default)]
struct Written {
    /// The session whose head was written, and the last of its lines.
    session: Option<String>,
    seq: u64,
    step: Option<Step>,
    /// The running speech, and what it had left when it was last looked at.
    clock: Option<(u64, u64)>,
}

/// What was asked, to be answered by the next line.
#[derive(Default)]
enum Asked {
    #[default]
    Nothing,
    /// Enter does it.
    Step(Box<Intent>),
    /// The same line again is meant.
    FarTime(String),
}

/// Starts the thread that reads what is typed, line by line. It ends with the input.
fn listen() -> std::io::Result<UnboundedReceiver<String>> {
    let (sender, lines) = unbounded_channel();
    let read = move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { return };
            if sender.send(line).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("lines".into()).spawn(read)?;
    Ok(lines)
}

fn put(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Says something that asks nothing.
fn told(line: &str) -> std::io::Result<Asked> {
    put(line).map(|()| Asked::Nothing)
}

impl App {
    /// Until the input ends or is told to.
    pub(super) async fn lines(&mut self) -> std::io::Result<End> {
        let mut signals = Signals::new()?;
        let mut typed = listen()?;
        let (mut written, mut asked) = (Written::default(), Asked::Nothing);
        // Where nobody types, nobody can answer.
        let by_hand = std::io::stdin().is_terminal();
        loop {
            self.write_news(&mut written)?;
            if let Some(end) = self.end.take() {
                return Ok(end);
            }
            let wake = [self.ui.clock_in(), self.open.drafts.due_in(), self.retry_in()];
            let wake = wake.into_iter().flatten().min();
            let busy = self.is_busy() || self.ui.ledger().is_none();
            tokio::select! {
                biased;
                signal = signals.wait() => match signal {
                    SignalRequest::End => return Ok(End::Signal),
                    #[cfg(unix)]
                    SignalRequest::Stop => signals::stop(),
                    #[cfg(unix)]
                    SignalRequest::GoOn => {}
                },
                () = super::crash::happened() => return Ok(End::Crashed(super::crash::said())),
                news = self.news.recv() => match news {
                    // Where the list is shown on a screen, here nothing was asked for.
                    Some(News::Sessions(_)) => {}
                    Some(news) => self.hear(news),
                    None => return Ok(End::Crashed(super::crash::said())),
                },
                (job, sent) = self.beside.recv() => self.hear_beside(job, sent),
                line = typed.recv(), if !busy => match line {
                    Some(line) => asked = self.typed(&line, asked, by_hand)?,
                    None => return Ok(End::Quit),
                },
                () = super::sleep(wake) => {
                    self.feed(Input::Tick);
                    if self.retry_in().is_some_and(|left| left.is_zero()) {
                        self.open.tried = std::time::Instant::now();
                        self.session.try_writing();
                    }
                }
            }
        }
    }

    /// A line that was typed: an act, a question how it may go on, or nothing, which is the step or a
    /// yes to what was asked. Gives back what it asks in turn.
    fn typed(&mut self, line: &str, asked: Asked, by_hand: bool) -> std::io::Result<Asked> {
        let now = self.now();
        let line = crate::text::clean::clean_line(line);
        let said = line.trim();
        if said == "quit" {
            self.end = Some(End::Quit);
            return Ok(Asked::Nothing);
        }
        if said.is_empty() {
            if by_hand && !self.ui.press_step() {
                put(&text::too_soon(self.lang))?;
                return Ok(asked);
            }
            return match asked {
                Asked::Step(intent) => Ok(self.do_step(*intent)),
                Asked::Nothing | Asked::FarTime(_) => self.take_step(),
            };
        }
        // A remark, as in a script.
        if said.starts_with('#') {
            return Ok(Asked::Nothing);
        }
        if let Some(begun) = asks(said) {
            return self.how_it_may_go_on(begun);
        }
        let Some(meeting) = self.ui.meeting() else { return Ok(Asked::Nothing) };
        let read = match reader::read_line(self.lang, said, meeting, now.at) {
            Ok(read) => read,
            Err(why) => match said.strip_suffix(text::ASKS) {
                // No act as it stands: what was meant is asked.
                Some(begun) => return self.how_it_may_go_on(begun),
                None => return told(&text::not_understood(self.lang, why)),
            },
        };
        let again = matches!(&asked, Asked::FarTime(before) if before == said);
        if by_hand
            && !again
            && let Some(when) = self.ui.far_time(&read)
        {
            put(&text::far_time(self.lang, when))?;
            return Ok(Asked::FarTime(said.to_owned()));
        }
        match self.ui.submit_line(read) {
            Ok(effect) => {
                self.carry_out(effect);
                Ok(Asked::Nothing)
            }
            Err(why) => told(&text::refused(self.lang, why)),
        }
    }

    /// The suggested step, where it is a command; else what is read out or asked before it, or how it
    /// is written.
    fn take_step(&mut self) -> std::io::Result<Asked> {
        let Some(step) = step::of(&self.ui) else { return Ok(Asked::Nothing) };
        let act = act::all().find(|act| act.id == "step");
        match act.map(|act| act::check(&self.ui, act)) {
            Some(Ok(intent @ Intent::Submit(_))) => Ok(self.do_step(intent)),
            Some(Ok(Intent::Open(overlay))) => match *overlay {
                Overlay::Confirm(confirm) => {
                    let (asked, then) = confirm.asked();
                    for part in text::enter_again(self.lang, asked).lines() {
                        put(part)?;
                    }
                    Ok(Asked::Step(Box::new(then.clone())))
                }
                Overlay::Reading(reading) => {
                    let (paragraphs, last, then) = reading.read();
                    put(&text::read_out(self.lang))?;
                    for part in paragraphs.iter().flat_map(|paragraph| paragraph.lines()) {
                        put(part)?;
                    }
                    put(&text::read_to_the_end(self.lang, last))?;
                    Ok(Asked::Step(Box::new(then.clone())))
                }
                _ => self.how_it_is_written(&step),
            },
            Some(Err(why)) if word_of(&step).is_none() => told(&text::refused(self.lang, why)),
            _ => self.how_it_is_written(&step),
        }
    }

    fn do_step(&mut self, intent: Intent) -> Asked {
        for effect in self.ui.perform(intent) {
            self.carry_out(effect);
        }
        Asked::Nothing
    }

    /// A step that its name does not say whole.
    fn how_it_is_written(&self, step: &Step) -> std::io::Result<Asked> {
        let word = word_of(step).unwrap_or_default();
        put(&text::step_needs(self.lang, step::title(&self.ui, step), word.trim_end()))?;
        if let Step::AskProposal { next } = step {
            let step = step::title(&self.ui, &Step::NextItem(*next));
            put(&text::step_needs(self.lang, step, "agenda next"))?;
        }
        if word.is_empty() { Ok(Asked::Nothing) } else { self.how_it_may_go_on(&word) }
    }

    fn how_it_may_go_on(&self, begun: &str) -> std::io::Result<Asked> {
        let Some(meeting) = self.ui.meeting() else { return Ok(Asked::Nothing) };
        let ways = reader::complete(begun, meeting);
        if ways.is_empty() {
            return told(&text::no_way_on(self.lang));
        }
        for Completion { text, detail, .. } in ways.iter().take(MOST) {
            put(format!("  {text}  {detail}").trim_end())?;
        }
        if ways.len() > MOST {
            put(&text::more_ways(self.lang, ways.len() - MOST))?;
        }
        Ok(Asked::Nothing)
    }

    /// Everything that is new, in its order.
    fn write_news(&mut self, written: &mut Written) -> std::io::Result<()> {
        self.write_head(written)?;
        let mut lines = Vec::new();
        if let Some(ledger) = self.ui.ledger() {
            let new = ledger.records().iter().filter(|record| record.seq > written.seq);
            for record in new {
                let time = record.at.format("%H:%M:%S");
                lines.push(format!("{time} {}", tail::log_line(self.lang, ledger, record)));
            }
            written.seq = written.seq.max(ledger.seq());
        }
        if let Some(flash) = self.ui.flash.take() {
            lines.push(if flash.warns { text::warns(self.lang, flash.text) } else { flash.text });
        }
        // What a screen would ask is told; it is answered by a line.
        for overlay in std::mem::take(&mut self.ui.overlays) {
            lines.extend(told_of(self.lang, &overlay));
        }
        lines.extend(self.clock_line(written));
        for line in lines {
            // A line of the record may hold lines of its own.
            for part in line.lines() {
                put(part)?;
            }
        }
        self.write_step(written)
    }

    /// What the session is, once it is open.
    fn write_head(&mut self, written: &mut Written) -> std::io::Result<()> {
        if self.open.id == written.session {
            return Ok(());
        }
        *written = Written { session: self.open.id.clone(), ..Written::default() };
        let (Some(m), Some(ledger)) = (self.ui.meeting(), self.ui.ledger()) else { return Ok(()) };
        put(&m.session.plan.title)?;
        put(&text::begins(self.lang, crate::i18n::terms::phase(self.lang, m.session.phase)))?;
        put(&text::how(self.lang))?;
        // Of what went before, as much as one wants to hear.
        for line in tail::minutes_tail(self.lang, ledger, m, 5) {
            put(&format!("{} {}", line.at.format("%H:%M"), line.text))?;
        }
        written.seq = ledger.seq();
        Ok(())
    }

    /// That a speech's time is nearly up, or up.
    fn clock_line(&self, written: &mut Written) -> Option<String> {
        let m = self.ui.meeting()?;
        let speech: Option<&Speech> = m.floor.current();
        let now = speech.map(|speech| (speech.seq, speech.left_s(self.ui.now.at)));
        let before = std::mem::replace(&mut written.clock, now);
        let ((was, had), (is, left)) = before.zip(now)?;
        let warn = u64::from(m.session.limits.warn_s);
        let passed = |mark: u64| was == is && had > mark && left <= mark;
        if passed(0) {
            return Some(text::time_up(self.lang));
        }
        passed(warn).then(|| text::time_left(self.lang, left))
    }

    /// What the chair says now and what comes next, whenever that has changed.
    fn write_step(&mut self, written: &mut Written) -> std::io::Result<()> {
        if self.is_busy() || self.ui.by.role != crate::domain::stamp::Role::Chair {
            return Ok(());
        }
        let Some(next) = step::of(&self.ui) else { return Ok(()) };
        if written.step.as_ref() == Some(&next) {
            return Ok(());
        }
        if let Some(m) = self.ui.meeting() {
            let said = words_from(self.ui.templates(), m, &next, self.ui.now.at, self.lang);
            put(&text::chair_says(self.lang, said))?;
        }
        put(&text::next_step(self.lang, step::title(&self.ui, &next)))?;
        written.step = Some(next);
        Ok(())
    }
}

/// What was begun, where a line asks how it may go on: it ends in a question mark of its own, in a
/// tab, or is a word with a question mark.
fn asks(line: &str) -> Option<&str> {
    let begun = line.strip_suffix(text::ASKS)?;
    (begun.is_empty() || begun.ends_with(' ') || !begun.contains(' ')).then_some(begun)
}

/// The word of the script with which a step is written that needs more than its name.
fn word_of(step: &Step) -> Option<Cow<'static, str>> {
    let word = match step {
        Step::TakeRoll | Step::QuorumLost => "present ",
        Step::InviteSpeaker { .. } | Step::AskWhoElse { .. } => "give ",
        Step::AskChair { .. } => "chair ",
        Step::AskProposal { .. } => "propose ",
        Step::OpenVote(no) | Step::VoidVote(no) => return Some(format!("vote {no} ").into()),
        Step::CountVotes(_) => "tally ",
        Step::TakeBallots { .. } => "ballot ",
        Step::JudgeVoice(_) => "close ",
        Step::DecideTie(_) => "casting ",
        Step::Settle { no, .. } => return Some(format!("outcome {no} ").into()),
        Step::Assign(_) => "action ",
        Step::Notice => "notice ",
        Step::SignWitness => "sign ",
        Step::Seal => "seal",
        _ => return None,
    };
    Some(word.into())
}

fn told_of(lang: Lang, overlay: &Overlay) -> Option<String> {
    match overlay {
        Overlay::Notice(notice) => Some(format!("{}: {}", notice.title, notice.text)),
        Overlay::Interrupted(asked) => Some(asked.text(lang)),
        Overlay::Loss(loss) => Some(loss.text().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::floor::SpeechKind;
    use crate::domain::outcome::Disposition;
    use crate::domain::person::PersonId;

    #[test]
    fn the_word_of_a_step_is_one_of_the_script() {
        let (kind, disposition) = (SpeechKind::Discussion, Disposition::Reached);
        let steps = [
            Step::TakeRoll,
            Step::InviteSpeaker { kind },
            Step::AskChair { gone: PersonId::new("P1") },
            Step::AskProposal { next: 2 },
            Step::OpenVote(1),
            Step::CountVotes(1),
            Step::TakeBallots { proposal: 1, left: 2 },
            Step::JudgeVoice(1),
            Step::DecideTie(1),
            Step::Settle { no: 1, disposition },
            Step::Assign(1),
            Step::Notice,
            Step::SignWitness,
            Step::Seal,
        ];
        for step in steps {
            let line = word_of(&step).expect("it needs a line");
            let word = line.split(' ').next().unwrap_or_default();
            let known = crate::script::syntax().any(|s| s.word == word);
            assert!(known, "{word}");
        }
    }

    #[test]
    fn a_question_mark_of_its_own_asks_and_one_of_a_text_does_not() {
        assert_eq!(asks("?"), Some(""));
        assert_eq!(asks("gi？"), Some("gi"));
        assert_eq!(asks("give ?"), Some("give "));
        assert_eq!(asks("give P05 kind=?"), None);
        assert_eq!(asks("note \"同意吗？\""), None);
        assert_eq!(asks("note 同意吗？"), None);
    }
}
