//! Small pieces that several screens draw. They know the pen and plain data, never the state.

pub mod clock;
pub mod list;
pub mod queue;
pub mod steps;
pub mod tally;
