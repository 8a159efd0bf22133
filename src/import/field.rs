//! What a column of an export can mean.

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident => $word:literal),* $(,)?) => {
        /// What a column of an export can mean. The word is what `--map "Heading=field"` takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// Every field, in the order in which a mapping is printed.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word that names the field on the command line.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// The field that a word names.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

fields! {
    /// The id in the source.
    ExternalId => "external_id",
    /// The company.
    Company => "company",
    /// The person's whole name.
    Person => "person",
    /// The first name, joined with the two below when there is no whole name.
    FirstName => "first_name",
    /// What stands between first and last name: "van der".
    Infix => "infix",
    /// The last name.
    LastName => "last_name",
    /// The lead's own title; taken for the company when neither company nor person is given.
    Title => "title",
    /// E-mail.
    Email => "email",
    /// The person's role.
    JobTitle => "job_title",
    /// The company's size.
    CompanySize => "company_size",
    /// The place.
    Place => "place",
    /// The campaign.
    Campaign => "campaign",
    /// What they did.
    Activity => "activity",
    /// What they wrote, or was noted about them.
    Message => "message",
    /// The owner in sales, by e-mail or name.
    Owner => "owner",
    /// When the lead came in.
    CameIn => "came_in",
    /// When sales last did something with it.
    LastActivity => "last_activity",
    /// The status as the CRM words it.
    Status => "status",
    /// The lifecycle stage; taken for the outcome when it says one.
    Stage => "stage",
    /// Won, lost, and their like.
    Outcome => "outcome",
    /// The amount that goes with the outcome.
    Amount => "amount",
    /// An https link into the CRM.
    Link => "link",
}

impl Field {
    /// All words, for the sentence that says which ones are possible.
    #[must_use]
    pub fn words() -> String {
        let words: Vec<_> = Self::ALL.iter().map(|field| field.word()).collect();
        words.join(", ")
    }
}
