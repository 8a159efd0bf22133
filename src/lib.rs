//! leadloop
