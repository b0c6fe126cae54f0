//! Words that are stored and shown.

/// A word that is stored and shown: its id never changes, its text may.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $id:literal, $text:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$item_doc])* #[serde(rename = $id)] $item,)+
        }

        impl $name {
            /// Every word, in the order in which it is offered.
            pub const ALL: &'static [$name] = &[$($name::$item),+];

            /// What is stored.
            pub fn id(self) -> &'static str {
                match self {
                    $($name::$item => $id,)+
                }
            }

            /// What the user reads.
            pub fn text(self) -> &'static str {
                match self {
                    $($name::$item => $text,)+
                }
            }

            /// The word with this id.
            pub fn from_id(id: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|word| word.id() == id)
            }

            /// Ids and texts, for a form.
            pub fn choices() -> Vec<(String, String)> {
                $name::ALL.iter().map(|word| (word.id().to_owned(), word.text().to_owned())).collect()
            }
        }
    };
}

pub(in crate::domain) use words;
