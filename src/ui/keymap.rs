//! One table per screen gives key handling, the footer, the help page and `docs/toetsen.md`.

use crate::domain::gesprek::Key;

/// A row of a key table: the keys, what they do, and when.
pub struct Binding<S: 'static, A: 'static> {
    keys: &'static [Key],
    act: A,
    label: &'static str,
    when: fn(&S) -> bool,
    why_not: &'static str,
}

/// The key table of a screen with state `S` and private action `A`.
pub type Keymap<S, A> = &'static [Binding<S, A>];

/// A row that always works.
pub const fn bind<S, A: Copy>(keys: &'static [Key], act: A, label: &'static str) -> Binding<S, A> {
    Binding { keys, act, label, when: always::<S>, why_not: "" }
}

fn always<S>(_: &S) -> bool {
    true
}

impl<S, A: Copy> Binding<S, A> {
    /// The row works only when this holds; otherwise the help page says why not.
    pub const fn when(self, when: fn(&S) -> bool, why_not: &'static str) -> Self {
        Binding { keys: self.keys, act: self.act, label: self.label, when, why_not }
    }

    /// What the row does.
    pub fn does(&self) -> A {
        self.act
    }
}

/// What the key does here and now.
pub fn action<S, A: Copy>(table: Keymap<S, A>, state: &S, key: Key) -> Option<A> {
    table.iter().find(|row| row.keys.contains(&key) && (row.when)(state)).map(|row| row.act)
}

/// A row as the footer and the help page show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The keys, as the user reads them.
    pub keys: String,
    /// The first key alone, for the footer.
    pub first: String,
    /// What they do.
    pub label: &'static str,
    /// Why they do nothing now.
    pub off: Option<&'static str>,
}

/// Every row of a table, as shown.
pub fn shown<S, A: Copy>(table: Keymap<S, A>, state: &S) -> Vec<Shown> {
    table
        .iter()
        .map(|row| Shown {
            keys: spelled(row.keys),
            first: if row.keys == DIGITS { spelled(DIGITS) } else { spelled(&row.keys[..1]) },
            label: row.label,
            off: (!(row.when)(state)).then_some(row.why_not),
        })
        .collect()
}

/// The digits that choose a numbered row at once.
pub const DIGITS: &[Key] = &[
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('6'),
    Key::Char('7'),
    Key::Char('8'),
    Key::Char('9'),
];

/// The row that a digit means, from 0; past every row for any other key.
pub fn digit(key: Key) -> usize {
    DIGITS.iter().position(|known| *known == key).unwrap_or(usize::MAX)
}

/// The keys as users read them.
pub fn spelled(keys: &[Key]) -> String {
    if keys == DIGITS {
        return "1-9".to_owned();
    }
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(", ")
}

/// A row of a table without its state, for docs and tests: the keys, the label, whether it depends on the state.
pub type Plain = (&'static [Key], &'static str, bool);

/// Every row of a table, for docs and tests.
pub fn plain<S, A: Copy>(table: Keymap<S, A>) -> Vec<Plain> {
    table.iter().map(|row| (row.keys, row.label, !row.why_not.is_empty())).collect()
}
