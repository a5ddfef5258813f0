//! The pages for people: what is generated is what the program says.

mod rules;
