//! Stable names for reps that don't say who they are.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::ids::MemberId;

/// Letters and digits that can't be taken for one another, 32 of them.
const ALPHABET: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";
/// Two of 10,000 reps share a pseudonym with a chance of 1 in 20,000.
const LENGTH: usize = 8;

/// A rep's name in exports: "rep-7f3k2q9x". The same for the same salt and member, in every export;
/// nothing about the member for who has not the salt, which is therefore secret and the workspace's own.
#[must_use]
pub fn pseudonym(salt: &[u8], member: &MemberId) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("a key of any length");
    mac.update(member.as_str().as_bytes());
    let digest = mac.finalize().into_bytes();
    let number = digest
        .iter()
        .take(LENGTH)
        .fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let letters = (0..LENGTH).map(|at| {
        let index = usize::try_from(number >> (5 * at) & 31).unwrap_or_default();
        char::from(ALPHABET[index])
    });
    let letters: String = letters.collect();
    format!("rep-{letters}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_stable_and_its_own() {
        let name = pseudonym(b"salt", &MemberId::new("U0SANNE"));
        assert_eq!(name, pseudonym(b"salt", &MemberId::new("U0SANNE")));
        assert_ne!(name, pseudonym(b"salt", &MemberId::new("U0JORIS")));
        assert_ne!(name, pseudonym(b"other", &MemberId::new("U0SANNE")));
        assert!(name.starts_with("rep-") && name.len() == 12, "{name}");
        assert!(!name.to_uppercase().contains("SANNE"));
        // Any change here gives every rep a new name in the exports that people keep.
        assert_eq!(name, "rep-032uwwj5");
    }
}
