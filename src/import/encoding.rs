//! Turns the bytes of an export into text, a chunk at a time: UTF-8, UTF-16, Windows-1252 and old Macs', with
//! or without a byte order mark. Never guesses more than once, and never drops a byte in silence.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes read and decoded at a time.
const CHUNK: usize = 64 * 1024;

/// Stands before a character that was read from a byte which is not valid in the file's encoding.
/// A noncharacter: no program writes it, and the cleaning of values takes it out again.
pub(super) const RECOVERED: char = '\u{FDD0}';
/// What the file itself, or the decoder, put where a character was lost.
pub(super) const LOST: char = char::REPLACEMENT_CHARACTER;

/// What the bytes mean, as far as it is known.
enum Decoding {
    /// Only ASCII so far: every candidate reads it alike. Decided at the first other byte.
    Undecided,
    /// UTF-8; holds the start of a character whose rest is in the next chunk.
    Utf8(Vec<u8>),
    /// Anything that `encoding_rs` decodes.
    Other(Decoder),
}

/// A reader of text over a reader of bytes.
pub(super) struct TextReader<R> {
    input: R,
    decoding: Decoding,
    encoding: &'static Encoding,
    first: Option<Vec<u8>>,
    at_end: bool,
}

impl<R: Read> TextReader<R> {
    /// Looks at the first chunk: byte order mark, NULs of UTF-16.
    pub(super) fn new(mut input: R) -> io::Result<Self> {
        let mut first = chunk(&mut input)?;
        let at_end = first.len() < CHUNK;
        let (encoding, mark) = match Encoding::for_bom(&first) {
            Some((encoding, mark)) => (Some(encoding), mark),
            None => (utf16_without_mark(&first), 0),
        };
        first.drain(..mark);
        let decoding = match encoding {
            None => Decoding::Undecided,
            Some(encoding) if encoding == UTF_8 => Decoding::Utf8(Vec::new()),
            Some(encoding) => Decoding::Other(encoding.new_decoder_without_bom_handling()),
        };
        Ok(Self {
            input,
            decoding,
            encoding: encoding.unwrap_or(UTF_8),
            first: Some(first),
            at_end,
        })
    }

    /// The first bytes as they are, for a look at what kind of file this is. Empty once decoded.
    pub(super) fn first_bytes(&self) -> &[u8] {
        self.first.as_deref().unwrap_or_default()
    }

    /// The encoding as decided so far.
    pub(super) fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Appends the next chunk's text; false when there is no more.
    pub(super) fn read_into(&mut self, text: &mut String) -> io::Result<bool> {
        let bytes = match self.first.take() {
            Some(first) => first,
            None if self.at_end => return Ok(false),
            None => {
                let bytes = chunk(&mut self.input)?;
                self.at_end = bytes.len() < CHUNK;
                bytes
            }
        };
        self.decode(&bytes, text);
        Ok(!self.at_end)
    }

    fn decode(&mut self, bytes: &[u8], text: &mut String) {
        if matches!(self.decoding, Decoding::Undecided)
            && let Some(decided) = decide(bytes)
        {
            self.encoding = decided;
            self.decoding = if decided == UTF_8 {
                Decoding::Utf8(Vec::new())
            } else {
                Decoding::Other(decided.new_decoder_without_bom_handling())
            };
        }
        match &mut self.decoding {
            Decoding::Undecided => text.extend(bytes.iter().map(|&byte| char::from(byte))),
            Decoding::Utf8(carried) => {
                carried.extend_from_slice(bytes);
                let left = decode_utf8(carried, self.at_end, text);
                carried.drain(..carried.len() - left);
            }
            Decoding::Other(decoder) => {
                let mut rest = bytes;
                loop {
                    let room = decoder.max_utf8_buffer_length(rest.len());
                    text.reserve(room.unwrap_or(CHUNK));
                    let (result, read, _) = decoder.decode_to_string(rest, text, self.at_end);
                    rest = rest.get(read..).unwrap_or_default();
                    if matches!(result, encoding_rs::CoderResult::InputEmpty) {
                        break;
                    }
                }
            }
        }
    }
}

/// Reads until the chunk is full or the input is at its end, however small its reads are.
fn chunk(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(CHUNK);
    input.take(CHUNK as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// UTF-16 without a mark: in Western text every other byte is NUL.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len().min(4096) / 2;
    let nuls = |offset: usize| {
        let bytes = bytes.iter().skip(offset).step_by(2).take(pairs);
        bytes.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (nuls(0), nuls(1));
    let many = |count: usize| count * 10 > pairs * 6;
    match (many(even), many(odd)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the first chunk with more than ASCII speaks for; none while there is only ASCII.
///
/// Bytes that are not UTF-8 may still stand in a UTF-8 file (two exports glued together): it is one
/// when most of what is not ASCII reads as UTF-8. Lines that end with CR alone are those of Excel's "CSV
/// (Macintosh)", which has an encoding of its own. Else the detector chooses among the encodings of
/// Latin script; anything else it thinks of is a slip on too little text.
fn decide(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.is_ascii() {
        return None;
    }
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for piece in bytes.utf8_chunks() {
        valid += piece
            .valid()
            .chars()
            .filter(|char| !char.is_ascii())
            .count();
        broken += piece.invalid().len();
    }
    // The chunk may end within a character: that is no sign of another encoding.
    let cut = std::str::from_utf8(bytes).is_err_and(|fault| fault.error_len().is_none());
    if valid > broken || (cut && broken <= 3) {
        return Some(UTF_8);
    }
    if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
        return Some(MACINTOSH);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let latin = ["windows-1250", "windows-1254", "windows-1257", "ISO-8859-2"];
    Some(if latin.contains(&guess.name()) {
        guess
    } else {
        WINDOWS_1252
    })
}

/// The text with letters set right that were UTF-8 and had been read as Windows-1252 before: "JosÃ©" → "José",
/// "itâ€™s" → "it’s". None when there is none. Only what begins with Ã, Â or â€, which no word has before such
/// signs: "CAFÉ®" is what it says.
pub(super) fn reread(text: &str) -> Option<String> {
    let mut text = reread_once(text)?;
    // Through two programs of that kind.
    for _ in 0..2 {
        match reread_once(&text) {
            Some(again) => text = again,
            None => break,
        }
    }
    Some(text)
}

fn reread_once(text: &str) -> Option<String> {
    let mut reread = String::with_capacity(text.len());
    let mut rest = text;
    let mut has_any = false;
    while let Some(at) = rest.find(['Ã', 'Â', 'â']) {
        let (before, misread) = rest.split_at(at);
        reread.push_str(before);
        let length = if misread.starts_with('â') { 3 } else { 2 };
        let end = misread.char_indices().nth(length);
        let letters = misread.get(..end.map_or(misread.len(), |(end, _)| end));
        let letters = letters.unwrap_or_default();
        match letter(letters) {
            Some(letter) => {
                reread.push_str(&letter);
                rest = misread.get(letters.len()..).unwrap_or_default();
                has_any = true;
            }
            None => {
                let first = misread.chars().next().map_or(0, char::len_utf8);
                let (kept, after) = misread.split_at(first);
                reread.push_str(kept);
                rest = after;
            }
        }
    }
    reread.push_str(rest);
    has_any.then_some(reread)
}

/// The one character that the letters are the Windows-1252 reading of.
fn letter(letters: &str) -> Option<String> {
    let (bytes, _, has_unmappable) = WINDOWS_1252.encode(letters);
    let is_misread = !has_unmappable
        && !matches!(bytes.as_ref(), [0xE2, second, ..] if !matches!(second, 0x80 | 0x82 | 0x84));
    let letter = is_misread.then(|| String::from_utf8(bytes.into_owned()).ok())??;
    (letter.chars().count() == 1).then_some(letter)
}

/// Appends what is UTF-8; a byte that is not is read as Windows-1252 and marked. Gives back how many
/// bytes at the end are the start of a character that the next chunk completes.
fn decode_utf8(bytes: &[u8], at_end: bool, text: &mut String) -> usize {
    let mut rest = bytes;
    loop {
        match std::str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                return 0;
            }
            Err(fault) => {
                let (valid, after) = rest.split_at(fault.valid_up_to());
                text.push_str(&String::from_utf8_lossy(valid));
                let broken = match fault.error_len() {
                    None if !at_end => return after.len(),
                    None => after.len(),
                    Some(length) => length,
                };
                let (broken, next) = after.split_at(broken);
                for byte in broken {
                    text.push(RECOVERED);
                    let (read, _) =
                        WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
                    text.push_str(&read);
                }
                rest = next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let mut reader = TextReader::new(bytes).unwrap();
        let mut text = String::new();
        while reader.read_into(&mut text).unwrap() {}
        (text, reader.encoding())
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn the_encodings_of_real_exports_are_told_apart() {
        let text = "Company;Name\nCafé Zoë;Renée Ångström\n";
        assert_eq!(read(text.as_bytes()), (text.into(), "UTF-8"));
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        assert_eq!(read(&marked), (text.into(), "UTF-8"));
        assert_eq!(
            read(&utf16(text, u16::to_le_bytes)),
            (text.into(), "UTF-16LE")
        );
        assert_eq!(
            read(&utf16(text, u16::to_be_bytes)),
            (text.into(), "UTF-16BE")
        );
        let marked = utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes);
        assert_eq!(read(&marked), (text.into(), "UTF-16BE"));
        let (western, _, _) = WINDOWS_1252.encode(text);
        assert_eq!(read(&western), (text.into(), "windows-1252"));
        assert_eq!(
            read(b"Company\nCaf\xE9 \x80 10\n").0,
            "Company\nCafé € 10\n"
        );
    }

    #[test]
    fn lines_that_end_as_on_old_macs_have_their_letters_too() {
        let (text, encoding) = read(b"Company\rCaf\x8E Zo\x91\r");
        assert_eq!(
            (text.as_str(), encoding),
            ("Company\rCafé Zoë\r", "macintosh")
        );
    }

    #[test]
    fn the_choice_waits_for_the_first_byte_that_is_not_ascii() {
        let mut bytes = b"Company,Name\n".repeat(12_000);
        bytes.extend(b"Caf\xE9 Jos\xE9,Ren\xE9e\n");
        let (text, encoding) = read(&bytes);
        assert_eq!(encoding, "windows-1252");
        assert!(text.ends_with("Café José,Renée\n"));
    }

    #[test]
    fn a_character_across_two_chunks_is_one_character() {
        let text = format!("{}é{}", "x".repeat(CHUNK - 1), "ë".repeat(CHUNK));
        assert_eq!(read(text.as_bytes()), (text, "UTF-8"));
    }

    #[test]
    fn what_was_read_wrongly_before_is_read_again() {
        for (text, right) in [
            (
                "JosÃ© en ZoÃ« uit CoÃ¶peratie",
                "José en Zoë uit Coöperatie",
            ),
            ("itâ€™s â‚¬ 10 â€“ no", "it’s € 10 – no"),
            ("ÃƒÂ©Ã©n", "één"),
            ("5Â½ m", "5½ m"),
        ] {
            assert_eq!(reread(text).as_deref(), Some(right), "{text}");
        }
        for text in ["José", "CAFÉ®", "Ârhus", "NÃO", "chât", "", "Ã", "â€"] {
            assert_eq!(reread(text), None, "{text}");
        }
    }

    #[test]
    fn a_stray_byte_in_utf8_is_read_and_marked() {
        let bytes = [("é".repeat(5)).as_bytes(), b"Zo\xEB"].concat();
        let (text, encoding) = read(&bytes);
        assert_eq!(encoding, "UTF-8");
        assert_eq!(text, format!("éééééZo{RECOVERED}ë"));
    }
}
