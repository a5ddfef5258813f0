//! The views and their digits. Must not know what they draw.

use crate::i18n::Lang;
use crate::i18n::ui::acts;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    Home,
    Desk,
    Agenda,
    Roll,
    Floor,
    Vote,
    Minutes,
    Outcomes,
    Log,
    Hall,
    /// Before the opening.
    Prepare,
    /// Over all sessions.
    Track,
    Figures,
}

impl View {
    /// The views of a session, in the order of their digits 1 to 8.
    pub const DIGITS: [Self; 8] = [
        Self::Desk,
        Self::Agenda,
        Self::Roll,
        Self::Floor,
        Self::Vote,
        Self::Minutes,
        Self::Outcomes,
        Self::Log,
    ];

    /// Every view: before a session, of a session, and the hall's.
    pub const ALL: [Self; 13] = [
        Self::Home,
        Self::Desk,
        Self::Agenda,
        Self::Roll,
        Self::Floor,
        Self::Vote,
        Self::Minutes,
        Self::Outcomes,
        Self::Log,
        Self::Hall,
        Self::Prepare,
        Self::Track,
        Self::Figures,
    ];

    /// Whether a session is open there, and its acts can be had.
    pub const fn is_of_session(self) -> bool {
        match self {
            Self::Home | Self::Hall | Self::Track | Self::Figures => false,
            Self::Desk
            | Self::Agenda
            | Self::Roll
            | Self::Floor
            | Self::Vote
            | Self::Minutes
            | Self::Outcomes
            | Self::Log
            | Self::Prepare => true,
        }
    }

    pub fn name(self, lang: Lang) -> String {
        match self {
            Self::Home => acts::view_home(lang),
            Self::Desk => acts::view_desk(lang),
            Self::Agenda => acts::view_agenda(lang),
            Self::Roll => acts::view_roll(lang),
            Self::Floor => acts::view_floor(lang),
            Self::Vote => acts::view_vote(lang),
            Self::Minutes => acts::view_minutes(lang),
            Self::Outcomes => acts::view_outcomes(lang),
            Self::Log => acts::view_log(lang),
            Self::Hall => acts::view_hall(lang),
            Self::Prepare => acts::view_prepare(lang),
            Self::Track => acts::view_track(lang),
            Self::Figures => acts::view_figures(lang),
        }
    }
}
