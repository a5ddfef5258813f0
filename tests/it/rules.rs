//! The rules of the meeting, given, when, then: one file a topic.
