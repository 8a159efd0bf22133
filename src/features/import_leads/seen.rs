//! What was seen before in a file, however long it is: in memory while that is little, then in a temporary
//! file that is gone with the import.

use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};

/// Hashes kept in memory: about 1 MiB with the set around them.
const IN_MEMORY: usize = 32 * 1024;
/// Slots read or written at a time when the table grows.
const SLOTS_AT_ONCE: u64 = 8 * 1024;
const SLOT_BYTES: u64 = 8;

/// A set of texts, by their hashes: of a million texts, two have the same hash once in 37 million files.
#[derive(Debug)]
pub(super) struct Seen {
    in_memory: HashSet<u64>,
    at_most: usize,
    table: Option<Table>,
}

impl Seen {
    pub(super) fn new() -> Self {
        Self::holding(IN_MEMORY)
    }

    fn holding(at_most: usize) -> Self {
        Self {
            in_memory: HashSet::new(),
            at_most,
            table: None,
        }
    }

    /// Adds a text; false when it was there.
    ///
    /// # Errors
    /// When the temporary file can't be made, read or written.
    pub(super) fn insert(&mut self, text: &str) -> io::Result<bool> {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        self.insert_hash(hasher.finish())
    }

    fn insert_hash(&mut self, hash: u64) -> io::Result<bool> {
        if let Some(table) = &mut self.table {
            return table.insert(hash);
        }
        if self.in_memory.contains(&hash) || self.in_memory.len() < self.at_most {
            return Ok(self.in_memory.insert(hash));
        }
        let mut table = Table::new((self.at_most as u64 * 4).max(1024))?;
        for known in std::mem::take(&mut self.in_memory) {
            table.insert(known)?;
        }
        self.table.insert(table).insert(hash)
    }
}

/// A hash table in a file: slots of eight bytes, 0 for an empty one, at most half of them taken.
#[derive(Debug)]
struct Table {
    file: File,
    slots: u64,
    taken: u64,
}

impl Table {
    fn new(slots: u64) -> io::Result<Self> {
        let file = tempfile::tempfile()?;
        file.set_len(slots * SLOT_BYTES)?;
        Ok(Self {
            file,
            slots,
            taken: 0,
        })
    }

    fn insert(&mut self, hash: u64) -> io::Result<bool> {
        // 0 marks an empty slot.
        let hash = hash.max(1);
        if (self.taken + 1) * 2 > self.slots {
            self.grow()?;
        }
        let mut slot = hash % self.slots;
        loop {
            let mut found = [0; 8];
            self.file.seek(SeekFrom::Start(slot * SLOT_BYTES))?;
            self.file.read_exact(&mut found)?;
            match u64::from_le_bytes(found) {
                0 => break,
                found if found == hash => return Ok(false),
                _ => slot = (slot + 1) % self.slots,
            }
        }
        self.file.seek(SeekFrom::Start(slot * SLOT_BYTES))?;
        self.file.write_all(&hash.to_le_bytes())?;
        self.taken += 1;
        Ok(true)
    }

    fn grow(&mut self) -> io::Result<()> {
        let mut larger = Self::new(self.slots * 4)?;
        self.file.rewind()?;
        let mut bytes = Vec::new();
        for _ in 0..self.slots.div_ceil(SLOTS_AT_ONCE) {
            bytes.clear();
            let piece = SLOTS_AT_ONCE * SLOT_BYTES;
            (&mut self.file).take(piece).read_to_end(&mut bytes)?;
            let (slots, _) = bytes.as_chunks::<8>();
            let hashes = slots.iter().map(|slot| u64::from_le_bytes(*slot));
            for hash in hashes.filter(|&hash| hash != 0) {
                larger.insert(hash)?;
            }
        }
        *self = larger;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_known_in_memory_and_in_the_file() {
        let mut seen = Seen::holding(100);
        for round in 0..2 {
            for number in 0..20_000 {
                let is_new = seen.insert(&format!("lead {number}")).unwrap();
                assert_eq!(is_new, round == 0, "{number}");
            }
        }
        assert!(seen.in_memory.is_empty());
        assert_eq!(seen.table.unwrap().taken, 20_000);
    }

    #[test]
    fn a_hash_that_marks_an_empty_slot_is_kept_too() {
        let mut seen = Seen::holding(0);
        assert!(seen.insert_hash(0).unwrap());
        assert!(!seen.insert_hash(0).unwrap());
    }
}
