//! leadloop
fn main() {}
