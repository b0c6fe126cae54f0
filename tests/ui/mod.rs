//! Screens, driven by a robot through the real loop. A file a screen, with what somebody does there and its pictures;
//! what holds on every screen stands in `everywhere`.

mod casus;
mod checklists;
mod drafts;
mod everywhere;
mod form;
mod gemeente;
mod help;
mod hidden;
mod kluis;
mod netwerk;
mod outcome;
mod page;
mod palette;
mod panic;
mod pictures;
mod save;
mod screens;
mod settings;
mod signalen;
mod size;
mod start;
mod tables;
mod text;
mod theme;
mod walk;
mod woordenlijst;
