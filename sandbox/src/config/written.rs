//! A workspace as somebody wrote it, with what was left out.

use serde::Deserialize;

use super::{App, Channel, Team, User, UserGroup, WorkspaceConfig, standard};

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Written {
    team: Team,
    users: Option<Vec<User>>,
    channels: Option<Vec<Channel>>,
    groups: Option<Vec<UserGroup>>,
    app: App,
}

impl From<Written> for WorkspaceConfig {
    /// The default channels and groups name the default people: who writes other people gets a `#general` with all
    /// of them in it, and no groups.
    fn from(written: Written) -> Self {
        let Written {
            team,
            users,
            channels,
            groups,
            app,
        } = written;
        let channels = channels.unwrap_or_else(|| match &users {
            None => standard::channels(&app),
            Some(users) => vec![standard::general(users, &app)],
        });
        let groups = groups.unwrap_or_else(|| match users {
            None => standard::groups(),
            Some(_) => Vec::new(),
        });
        Self {
            team,
            users: users.unwrap_or_else(standard::people),
            channels,
            groups,
            app,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{ConfigError, WorkspaceConfig};

    const ANN: &str = "[[users]]\nid = 'U0ANN'\nname = 'ann'\n";

    fn read(text: &str) -> Result<WorkspaceConfig, ConfigError> {
        WorkspaceConfig::from_toml(text)
    }

    #[test]
    fn other_people_are_in_general_with_the_app_and_in_no_group() -> Result<(), ConfigError> {
        let gone = "[[users]]\nid = 'U0GONE'\nname = 'gone'\ndeleted = true\n";
        let ours = read(&format!("{ANN}{gone}[app]\nbot_user_id = 'U0BOT'"))?;
        assert_eq!(ours.users.len(), 2);
        assert_eq!(ours.channels.len(), 1);
        assert_eq!(ours.channels[0].name, "general");
        assert_eq!(ours.channels[0].members, ["U0ANN", "U0BOT"]);
        assert_eq!(ours.groups, []);
        Ok(())
    }

    #[test]
    fn groups_and_channels_that_are_written_hold() -> Result<(), ConfigError> {
        let group = "[[groups]]\nid = 'S0ALL'\nhandle = 'all'\nname = 'All'\nusers = ['U0ANN']\n";
        let channel = "[[channels]]\nid = 'C0OURS'\nname = 'ours'\n";
        let ours = read(&format!("{ANN}{group}{channel}"))?;
        assert_eq!(ours.groups[0].users, ["U0ANN"]);
        assert_eq!(ours.channels[0].name, "ours");
        let none = read("groups = []\nchannels = []")?;
        assert_eq!((none.groups.len(), none.channels.len()), (0, 0));
        Ok(())
    }

    #[test]
    fn the_default_people_keep_their_channels_and_their_group() -> Result<(), ConfigError> {
        let ours = read("[app]\nbot_user_id = 'U0BOT'")?;
        let standard = WorkspaceConfig::default();
        assert_eq!(ours.users, standard.users);
        assert_eq!(ours.groups, standard.groups);
        assert_eq!(ours.channels.len(), standard.channels.len());
        assert_eq!(
            ours.channels[0].members,
            ["U0ADA", "U0BEN", "U0CHLOE", "U0BOT"]
        );
        Ok(())
    }

    #[test]
    fn a_group_of_somebody_unknown_is_told() {
        let group = "[[groups]]\nid = 'S0ALL'\nhandle = 'all'\nname = 'All'\nusers = ['U0BEN']\n";
        let faults = read(&format!("{ANN}{group}")).expect_err("nobody is U0BEN");
        assert_eq!(
            faults.0,
            [
                "group \"@all\": nobody has the id \"U0BEN\"; add that user, or take the id out of users"
            ]
        );
    }
}
