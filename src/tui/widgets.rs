//! Small pieces that several screens draw. They know the pen and plain data, never the state.

pub(crate) mod clock;
pub(crate) mod list;
pub(crate) mod queue;
pub(crate) mod steps;
pub(crate) mod tally;
