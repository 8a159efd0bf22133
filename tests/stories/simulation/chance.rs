//! Chance from a seed: the same on every machine and with every version of every crate.

/// A row of numbers that its seed decides (SplitMix64).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xA24B_AED4_963E_E407))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `limit`.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let drawn = self.next() % u64::from(limit.max(1));
        u32::try_from(drawn).unwrap_or_default()
    }

    /// A number of this range, both ends included.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most - least + 1)
    }

    /// So likely, in hundredths.
    pub(super) fn percent(&mut self, likely: u32) -> bool {
        self.below(100) < likely
    }

    pub(super) fn one_of<T: Clone>(&mut self, things: &[T]) -> T {
        let at = self.below(u32::try_from(things.len()).unwrap_or(u32::MAX));
        things[usize::try_from(at).unwrap_or_default()].clone()
    }
}
