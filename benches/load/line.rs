//! The ways in which Slack delivers: a signed request over a connection that is kept, or an envelope over a socket.
//! The HTTP client is a bare one, so that it takes little of the machine that is measured.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::payloads::{Blanks, Stencil};
use crate::slack::Slack;

pub(crate) const SIGNING_SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";

/// One line over which one delivery is on its way at a time.
pub(crate) enum Line {
    Http(Connection),
    Socket(Arc<Slack>),
}

/// What is about to be sent.
pub(crate) enum Letter {
    Request(Vec<u8>),
    Envelope { id: String, text: String },
}

impl Line {
    /// Fills the blanks, and signs where that is the way. Not part of what is measured: Slack does it.
    pub(crate) fn write(&self, stencil: &Stencil, blanks: &Blanks, now_s: i64) -> Letter {
        match self {
            Self::Http(_) => Letter::Request(request(&stencil.form(blanks), now_s)),
            Self::Socket(_) => {
                let id = blanks.envelope();
                let payload = stencil.json(blanks);
                let text = format!(
                    r#"{{"envelope_id":"{id}","payload":{payload},"type":"interactive","accepts_response_payload":true}}"#
                );
                Letter::Envelope { id, text }
            }
        }
    }

    /// Sends it and waits for the acknowledgement; gives its body.
    pub(crate) async fn deliver(&mut self, letter: Letter) -> anyhow::Result<Vec<u8>> {
        match (self, letter) {
            (Self::Http(connection), Letter::Request(request)) => {
                let (status, body) = connection.exchange(&request).await?;
                if status != 200 {
                    bail!("answered with {status}");
                }
                Ok(body)
            }
            (Self::Socket(slack), Letter::Envelope { id, text }) => slack.envelope(id, text).await,
            _ => bail!("a letter for another line"),
        }
    }
}

fn request(body: &[u8], now_s: i64) -> Vec<u8> {
    let mut request = format!(
        "POST /slack/events HTTP/1.1\r\nhost: leadloop\r\nuser-agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n\
         accept: */*\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
         x-slack-request-timestamp: {now_s}\r\nx-slack-signature: {}\r\n\r\n",
        body.len(),
        signature(body, now_s),
    )
    .into_bytes();
    request.extend_from_slice(body);
    request
}

fn signature(body: &[u8], now_s: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(SIGNING_SECRET.as_bytes()) else {
        // HMAC takes keys of every length.
        return String::new();
    };
    mac.update(format!("v0:{now_s}:").as_bytes());
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={hex}")
}

/// A kept-alive HTTP/1.1 connection.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(32 * 1024),
        })
    }

    /// The status and the body of the answer.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the server closed the connection");
            }
            let Some(end) = self.buffer.windows(4).position(|it| it == b"\r\n\r\n") else {
                continue;
            };
            let head = std::str::from_utf8(&self.buffer[..end])?.to_ascii_lowercase();
            let status = head.get(9..12).context("no status")?.parse()?;
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .context("an answer without its length")?;
            let whole = end + 4 + length.trim().parse::<usize>()?;
            while self.buffer.len() < whole {
                if self.stream.read_buf(&mut self.buffer).await? == 0 {
                    bail!("the answer ends half-way");
                }
            }
            return Ok((status, self.buffer[end + 4..whole].to_vec()));
        }
    }
}
