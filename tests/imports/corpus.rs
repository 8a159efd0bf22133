//! Every export of `tests/exports/`, written as the programs write them, with invented people: how it is read,
//! how many leads it gives, and all that is said about its rows.

use std::collections::BTreeSet;

use crate::world::{World, export};

/// An export, and what comes of it.
struct Export {
    file: &'static str,
    /// Encoding and what separates cells, as the report's first line says it.
    read_as: &'static str,
    leads: usize,
    /// Each line of which something is said, and what; rows that were not kept begin with "not read".
    told: &'static [(u64, &'static str)],
    /// Some of its leads: company, person, e-mail.
    some: &'static [[&'static str; 3]],
}

const NOBODY: &str = "not read: no company, no person and no e-mail address";
const FOOTER: &str = "not read: a total or a footer of the report";
const SINGLE: &str = "not read: a single cell: a footer, or a piece of another row";
const AGAIN: &str = "not read: the headings once more";
const LONE_QUOTE: &str = "a quote is opened and never closed; taken for an ordinary character";
const CUT: &str = "message of 30000 characters; the first 1000 are kept";
const TITLE: &str = "no company and no person; took the lead's title for the company";

const EXPORTS: &[Export] = &[
    Export {
        file: "hubspot.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1; looks like an export of HubSpot",
        leads: 2,
        told: &[
            (2, "two columns \"Email\" differ; took the first"),
            (4, CUT),
            (5, NOBODY),
        ],
        some: &[["Fromagerie du Lac", "Jean Dûpont", "jean@dulac.example"]],
    },
    Export {
        file: "hubspot-contacts.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1; looks like an export of HubSpot",
        // One of them twice.
        leads: 5,
        told: &[
            (2, CUT),
            (648, "several e-mail addresses; took jean@dulac.example"),
            (649, NOBODY),
            (
                651,
                "the same lead as in an earlier row, which counts; only what that one lacked was taken",
            ),
        ],
        some: &[
            [
                "Polderpers",
                "Eline Bakker",
                "eline.bakker@polderpers.example",
            ],
            ["Nordlicht", "Nadia", ""],
            ["Omega 7", "Ωmega 😀 Kim", "kim@omega.example"],
        ],
    },
    Export {
        file: "hubspot-nl.csv",
        read_as: "UTF-8, cells separated by \";\", headings on line 1",
        leads: 3,
        told: &[
            (
                3,
                "external_id \"9,00E+09\" was rounded by a spreadsheet; left out",
            ),
            (
                5,
                "external_id \"9,00E+09\" was rounded by a spreadsheet; left out",
            ),
            (6, NOBODY),
        ],
        some: &[
            ["Damwand BV", "Ruben van Dam", "ruben@damwand.example"],
            ["Kuiper & Zn.", "Iris Kuiper", "iris@kuiper.example"],
            ["Prins BV", "Jo Prins", "jo@prins.example"],
        ],
    },
    Export {
        file: "salesforce.csv",
        read_as: "windows-1252, cells separated by \",\", headings on line 4; looks like an export of Salesforce",
        leads: 3,
        told: &[
            (7, "\"not yet\" is not an e-mail address; left out"),
            (
                7,
                "\"soon\" in \"Created Date\" is not understood as a date; left out",
            ),
            (8, SINGLE),
        ],
        some: &[["Café Littoral", "Zoë O’Hara", "zoe@littoral.example"]],
    },
    Export {
        file: "salesforce-report.csv",
        read_as: "windows-1252, cells separated by \",\", headings on line 1; looks like an export of Salesforce",
        leads: 3,
        told: &[
            (8, SINGLE),
            (9, SINGLE),
            (10, SINGLE),
            (11, SINGLE),
            (12, SINGLE),
        ],
        some: &[["Ruiz Boats Lda.", "Ruiz", "m.ruiz@ruiz.example"]],
    },
    Export {
        file: "salesforce-excel.csv",
        read_as: "windows-1252, cells separated by \";\", headings on line 4; looks like an export of Salesforce",
        leads: 3,
        told: &[
            (6, FOOTER),
            (8, FOOTER),
            (10, FOOTER),
            (12, FOOTER),
            (13, FOOTER),
        ],
        // Total is a company, too.
        some: &[["Total", "", "info@total.example"]],
    },
    Export {
        file: "pipedrive.csv",
        read_as: "UTF-16LE, cells separated by tabs, headings on line 1; looks like an export of Pipedrive",
        leads: 2,
        told: &[(2, TITLE)],
        some: &[["Garage Lund", "Åsa Lund", "asa@lund.example"]],
    },
    Export {
        file: "pipedrive-people.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1; looks like an export of Pipedrive",
        leads: 3,
        told: &[(5, NOBODY)],
        some: &[["", "Bo Lind", "bo@home.example"]],
    },
    Export {
        file: "pipedrive-nl.csv",
        read_as: "UTF-8, cells separated by tabs, headings on line 1; looks like an export of Pipedrive",
        leads: 2,
        told: &[(3, TITLE), (4, NOBODY)],
        some: &[["Drukkerij Kant", "Piet Kant", "piet@kant.example"]],
    },
    Export {
        file: "excel-nl.csv",
        read_as: "windows-1252, cells separated by \";\", headings on line 2",
        leads: 4,
        told: &[
            (8, LONE_QUOTE),
            (
                9,
                "9 cells under 13 headings; the missing ones count as empty",
            ),
            (10, NOBODY),
        ],
        some: &[[
            "Bouwbedrijf Knol",
            "Sjoerd van der Knol",
            "s.knol@knol.example",
        ]],
    },
    Export {
        file: "excel-nl-dubbel.csv",
        read_as: "windows-1252, cells separated by \";\", headings on line 1",
        leads: 4,
        told: &[
            (2, "two columns \"E-mail\" differ; took the first"),
            (2, "two columns \"Opmerking\" differ; took the first"),
            (
                4,
                "\"31-11-2026\" in \"Datum\" is not understood as a date; left out",
            ),
            (5, FOOTER),
            (
                6,
                "\"jo @oostwal.example\" is not an e-mail address; left out",
            ),
        ],
        some: &[
            ["Bouwgroep Één", "Jan de Vries", "jan@een.example"],
            ["Kwekerij 't Hof", "Mia Prins", "mia@thof.example"],
        ],
    },
    Export {
        file: "excel-unicode.csv",
        read_as: "UTF-16LE, cells separated by tabs, headings on line 1",
        leads: 3,
        told: &[],
        some: &[
            ["Łódź Glass", "Zbigniew Żak", "z.zak@lodz.example"],
            ["東京商事", "田中 花子", "hanako@tokyo.example"],
        ],
    },
    Export {
        file: "excel-mac.csv",
        read_as: "macintosh, cells separated by \";\", headings on line 1",
        leads: 2,
        told: &[],
        some: &[["Café Zoë", "Renée Ångström", "renee@zoe.example"]],
    },
    Export {
        file: "excel-sep.csv",
        read_as: "UTF-8, cells separated by \";\", headings on line 2",
        leads: 2,
        told: &[(6, NOBODY)],
        some: &[["Kade, Negen", "", "kade@negen.example"]],
    },
    Export {
        file: "google-sheets.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1",
        leads: 4,
        told: &[
            (
                3,
                "\"http://crm.fabrikam.example/8\" is not an https link; left out",
            ),
            (4, "several e-mail addresses; took cy@ode.example"),
            (5, AGAIN),
            (
                6,
                "9 cells under 8 headings; a separator in a cell without quotes may have moved the others",
            ),
        ],
        some: &[["Quist Marine", "Ada Quist", "ada@quist.example"]],
    },
    Export {
        file: "google-sheets-us.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1",
        leads: 3,
        told: &[
            (3, "several e-mail addresses; took bo@lind.example"),
            (6, NOBODY),
        ],
        some: &[
            ["Quist Marine", "Ada Quist", "ada@quist.example"],
            ["", "Jan Kok, MSc", "jan@kok.example"],
        ],
    },
    Export {
        file: "glued.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1",
        leads: 6,
        told: &[
            (4, AGAIN),
            (
                5,
                "some bytes are not of the file's encoding; read as Windows-1252",
            ),
        ],
        some: &[
            ["Café één", "Zoë Bos", "zoe@cafe.example"],
            ["Café twee", "Renée", "renee@twee.example"],
            ["Sluis", "Piet", "piet@sluis.example"],
        ],
    },
    Export {
        file: "misread.csv",
        read_as: "UTF-8, cells separated by \";\", headings on line 1",
        leads: 4,
        told: &[
            (
                2,
                "letters had been read in the wrong encoding before the export; set right",
            ),
            (
                4,
                "characters were lost before the export; they show as \u{FFFD}",
            ),
            (
                5,
                "letters had been read in the wrong encoding before the export; set right",
            ),
        ],
        some: &[
            ["Coöperatie De Eenheid", "José Peña", "jose@eenheid.example"],
            ["CAFÉ®", "Zoë", "zoe@cafe.example"],
            ["Dubbelé", "Bo", "bo@dubbel.example"],
        ],
    },
    Export {
        file: "quotes.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1",
        leads: 11,
        told: &[
            (3, LONE_QUOTE),
            (9, LONE_QUOTE),
            (10, LONE_QUOTE),
            (17, LONE_QUOTE),
        ],
        some: &[
            ["Kade 9", "Jan", "jan@kade9.example"],
            ["Dijk", "Piet", "piet@dijk.example"],
            ["\"\"Molen\"\"", "Bo", "bo@molen.example"],
            ["Plein 5\" breed", "Fa", "fa@plein.example"],
            ["Steeg, Gé", "de Gé", "ge@steeg.example"],
        ],
    },
    Export {
        file: "sixty-columns.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1; looks like an export of HubSpot",
        leads: 2,
        told: &[
            (2, "two columns \"Campaign\" differ; took the first"),
            (3, "two columns \"Email\" differ; took the first"),
            (3, "two columns \"Notes\" differ; took the first"),
            (4, NOBODY),
        ],
        some: &[["Ster", "Al Vos", "al@ster.example"]],
    },
    Export {
        file: "ragged.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1",
        leads: 7,
        told: &[
            (
                4,
                "3 cells under 8 headings; the missing ones count as empty",
            ),
            (7, "\"Piet\" is not an e-mail address; left out"),
            (
                7,
                "\"Tom Becker\" in \"Created\" is not understood as a date; left out",
            ),
            (10, SINGLE),
            (11, NOBODY),
            (12, NOBODY),
            (
                16,
                "6 cells under 8 headings; the missing ones count as empty",
            ),
        ],
        some: &[
            ["Sluis", "An", "an@sluis.example"],
            ["Molen Zeven", "Bo", "bo@molen.example"],
            ["Haven", "Cy", "cy@haven.example"],
        ],
    },
    Export {
        file: "dates.csv",
        read_as: "UTF-8, cells separated by \";\", headings on line 1",
        leads: 12,
        told: &[
            (
                5,
                "\"11/25/2026\" in \"Created\" only makes a date with day and month the other way round; read so",
            ),
            (
                9,
                "\"gisteren\" in \"Last contact\" is not understood as a date; left out",
            ),
            (
                10,
                "\"0000-00-00\" in \"Last contact\" is not understood as a date; left out",
            ),
            (
                10,
                "\"30-02-2026\" in \"Created\" is not understood as a date; left out",
            ),
            (
                11,
                "\"3-11-1026\" in \"Created\" is not understood as a date; left out",
            ),
            (
                12,
                "\"2026-W45\" in \"Last contact\" is not understood as a date; left out",
            ),
        ],
        some: &[],
    },
    Export {
        file: "formulas.csv",
        read_as: "UTF-8, cells separated by \",\", headings on line 1",
        leads: 4,
        told: &[
            (3, "\"javascript:alert(1)\" is not an https link; left out"),
            (
                5,
                "\"crm.fabrikam.example/3\" is not an https link; left out",
            ),
        ],
        some: &[
            ["=cmd|' /C calc'!A0", "Jan", "jan@formula.example"],
            ["00123", "", "leeg@formula.example"],
        ],
    },
];

#[test]
fn every_export_of_the_folder_is_in_the_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exports");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    let table = EXPORTS.iter().map(|export| export.file.to_owned());
    assert_eq!(files, table.collect());
}

#[tokio::test]
async fn each_row_of_an_export_is_a_lead_or_reported_with_its_line_and_cause() {
    for expected in EXPORTS {
        let file = expected.file;
        let world = World::new().await;
        let import = world.import(&export(file), false).await;
        assert_eq!(
            import.opened.lines().next(),
            Some(expected.read_as),
            "{file}"
        );
        assert_eq!(
            import.report.leads(),
            expected.leads,
            "{file}: {}",
            import.report
        );
        let not_read = import.not_kept.iter();
        let not_read = not_read.map(|(line, cause)| (*line, format!("not read: {cause}")));
        let remarks = import.remarks.iter();
        let remarks = remarks.map(|(line, note)| (*line, note.to_string()));
        let mut told: Vec<(u64, String)> = not_read.chain(remarks).collect();
        told.sort();
        let mut wanted: Vec<(u64, String)> = expected
            .told
            .iter()
            .map(|(line, text)| (*line, (*text).to_owned()))
            .collect();
        wanted.sort();
        assert_eq!(told, wanted, "{file}");
        assert_eq!(import.report.listed(), import.not_kept, "{file}");

        let leads = world.leads().await;
        assert_eq!(leads.len(), import.report.new, "{file}");
        let leads: Vec<[String; 3]> = leads
            .into_iter()
            .map(|row| row.lead.facts)
            .map(|facts| [facts.company, facts.person, facts.email].map(Option::unwrap_or_default))
            .collect();
        for lead in expected.some {
            assert!(
                leads.iter().any(|it| it == lead),
                "{file}: {lead:?} in {leads:?}"
            );
        }
    }
}

#[tokio::test]
async fn an_export_that_comes_again_changes_nothing_and_a_rehearsal_says_what_will_come() {
    let demo = include_bytes!("../../demo/leads.csv").to_vec();
    let exports = EXPORTS.iter().map(|it| (it.file, export(it.file)));
    for (file, bytes) in exports.chain([("demo/leads.csv", demo)]) {
        let world = World::new().await;
        let rehearsed = world.import(&bytes, true).await;
        assert!(world.leads().await.is_empty(), "{file}");
        let first = world.import(&bytes, false).await;
        assert!(first.report.new > 0, "{file}");
        assert_eq!(rehearsed.report.new, first.report.new, "{file}");
        assert_eq!(rehearsed.report.campaign_names, first.report.campaign_names);
        assert_eq!(rehearsed.not_kept, first.not_kept, "{file}");
        assert_eq!(rehearsed.remarks, first.remarks, "{file}");

        let before = world.leads().await;
        world.next_day();
        let again = world.import(&bytes, false).await;
        assert_eq!((again.report.new, again.report.updated), (0, 0), "{file}");
        assert_eq!(again.report.leads(), first.report.leads(), "{file}");
        assert_eq!(
            (again.report.new_campaigns, again.not_kept),
            (0, first.not_kept)
        );
        assert_eq!(world.leads().await, before, "{file}");
    }
}
