//! Closed lists of codes, as the contract writes them.

/// Declares an enumeration whose members are written as fixed codes of the contract.
macro_rules! codes {
    ($(#[$of_enum:meta])* $name:ident { $($(#[$of_member:meta])* $member:ident = $code:literal,)+ }) => {
        $(#[$of_enum])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of_member])* $member,)+
        }

        impl crate::data::code::Code for $name {
            const ALL: &'static [Self] = &[$(Self::$member),+];
            const CODES: &'static [&'static str] = &[$($code),+];

            fn code(self) -> &'static str {
                Self::CODES.get(self as usize).copied().unwrap_or_default()
            }
        }
    };
}
pub(crate) use codes;

/// A closed list of codes.
pub trait Code: Copy + PartialEq + 'static {
    /// Every member, in the contract's order.
    const ALL: &'static [Self];
    /// Their codes, in the same order.
    const CODES: &'static [&'static str];

    /// The code, as the contract writes it.
    fn code(self) -> &'static str;
}
