//! What the text fields of a form hold, as numbers, times and dates.

use super::{Fault, Form};
use crate::domain::person::PersonId;
use crate::domain::stamp::Moment;
use crate::i18n::ui::form as text;
use crate::text::when::{self, Length};
use crate::tui::ui::Ui;
use chrono::NaiveTime;

impl Form {
    pub fn need_text(&self, ui: &Ui, name: &'static str) -> Result<String, Fault> {
        let value = self.text(name);
        if value.is_empty() {
            return Err(Fault { field: name, why: text::fault_empty(ui.lang()) });
        }
        Ok(value.to_owned())
    }

    /// Letters and digits typed in full width as themselves, for an id.
    pub fn need_ascii(&self, ui: &Ui, name: &'static str) -> Result<String, Fault> {
        self.need_text(ui, name).map(|text| ascii(&text))
    }

    /// A whole number; None where the field is empty. Full-width digits are digits.
    pub fn number(&self, ui: &Ui, name: &'static str) -> Result<Option<u64>, Fault> {
        let value = ascii(self.text(name));
        if value.is_empty() {
            return Ok(None);
        }
        let fault = || Fault { field: name, why: text::fault_number(ui.lang()) };
        value.parse().map(Some).map_err(|_| fault())
    }

    pub fn need_number(&self, ui: &Ui, name: &'static str) -> Result<u64, Fault> {
        let empty = Fault { field: name, why: text::fault_empty(ui.lang()) };
        self.number(ui, name)?.ok_or(empty)
    }

    /// Seconds of a duration as people write it; None where it is empty. A bare number is asked about.
    pub fn seconds(&self, ui: &Ui, name: &'static str) -> Result<Option<u32>, Fault> {
        let value = self.text(name);
        if value.is_empty() {
            return Ok(None);
        }
        let lang = ui.lang();
        match when::length(value) {
            Some(Length::Seconds(seconds)) => Ok(Some(seconds)),
            Some(Length::Bare(n)) => Err(Fault { field: name, why: text::fault_bare(lang, n) }),
            None => Err(Fault { field: name, why: text::fault_time(lang) }),
        }
    }

    /// A time of day such as `14:05` or `14:05:30`, on the day of `day`; None where it is empty.
    pub fn clock(&self, ui: &Ui, name: &'static str, day: Moment) -> Result<Option<Moment>, Fault> {
        let value = ascii(self.text(name));
        if value.is_empty() {
            return Ok(None);
        }
        let time = |form| NaiveTime::parse_from_str(&value, form).ok();
        let read = time("%H:%M:%S").or_else(|| time("%H:%M"));
        let at = read.and_then(|time| day.with_time(time).single());
        at.map(Some).ok_or(Fault { field: name, why: text::fault_clock(ui.lang()) })
    }

    /// A day as people name it, today being the screen's; None where it is empty.
    pub fn date(&self, ui: &Ui, name: &'static str) -> Result<Option<chrono::NaiveDate>, Fault> {
        let value = self.text(name);
        if value.is_empty() {
            return Ok(None);
        }
        let fault = Fault { field: name, why: text::fault_date(ui.lang()) };
        when::date(value, ui.now.at.date_naive()).map(Some).ok_or(fault)
    }

    /// Somebody who may be nobody: an empty field names none.
    pub fn maybe_person(&self, ui: &Ui, name: &'static str) -> Result<Option<PersonId>, Fault> {
        if self.query(name).is_empty() { Ok(None) } else { self.need_person(ui, name).map(Some) }
    }

    pub fn need_date(&self, ui: &Ui, name: &'static str) -> Result<chrono::NaiveDate, Fault> {
        let empty = Fault { field: name, why: text::fault_date(ui.lang()) };
        self.date(ui, name)?.ok_or(empty)
    }
}

/// Digits and signs typed in full width count as themselves.
pub(super) fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_counts_as_itself() {
        assert_eq!(ascii("１２m"), "12m");
    }
}
