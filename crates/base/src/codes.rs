//! The words by which data and JSON name the variants of a type.

/// Gives a type of plain variants the list `ALL` of its variants with their words, and `code`.
///
/// The word stands once, so that reading and writing cannot disagree, and a variant without a word does not compile.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub enum Light {
///     Red,
///     Green,
/// }
/// chipgate_base::codes!(Light { Red => "red", Green => "green" });
///
/// assert_eq!(Light::Green.code(), "green");
/// assert_eq!(Light::ALL, [(Light::Red, "red"), (Light::Green, "green")]);
/// ```
#[macro_export]
macro_rules! codes {
    ($of:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $of {
            /// Every variant with the word that data and JSON have for it.
            pub const ALL: [($of, &'static str); [$($word),+].len()] = [$(($of::$variant, $word)),+];

            /// The word that data and JSON have for it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $($of::$variant => $word),+
                }
            }
        }
    };
}
