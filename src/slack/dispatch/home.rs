//! The Home tab.

use super::{Dispatch, Trouble, Visitor};

impl Dispatch {
    /// Shows somebody their Home tab as it now is.
    pub(super) async fn publish_home(&self, _visitor: &Visitor) -> Result<(), Trouble> {
        Ok(())
    }
}
