// A round as it might go: what the reps answer, so that the digest has something to say.

export const ACCEPTED = { follow_up: "called", relevance: 5, timing: 4, intent: 5, verdict: "accepted", others: "same", comment: "They want it before the harvest." };
export const PROMISING = { comment: "Wants prices for two plants.", follow_up: "met", relevance: 4, timing: 4, intent: 4, verdict: "accepted" };
export const NOT_YET = { follow_up: "mailed", relevance: 4, timing: 2, intent: 3, verdict: "not_yet" };
export const STUDENT = { follow_up: "nothing", relevance: 1, verdict: "rejected", reason: "not_a_buyer", comment: "A student who needed an example." };
export const NO_NEED = { follow_up: "called", relevance: 2, timing: 1, intent: 1, verdict: "rejected", reason: "no_need" };
export const UNTOUCHED = { follow_up: "tried", relevance: 3, verdict: "open" };

/// All four reps answer all they are asked, each in their own time.
export async function aRoundIsRated(demo) {
  await demo.rate("Sanne", [ACCEPTED, NOT_YET, STUDENT, UNTOUCHED]);
  await demo.rate("Joris", [PROMISING, NO_NEED, NOT_YET, STUDENT, ACCEPTED]);
  for (const [name, answers] of [["Priya", [ACCEPTED, NOT_YET, PROMISING, NO_NEED, STUDENT]], ["Tom", [PROMISING, UNTOUCHED, ACCEPTED, STUDENT, NOT_YET]]]) {
    await demo.jumpUntil(name, (state) => state.messages[state.dm_with_app].length > 0);
    await demo.rate(name, answers);
  }
}

const digestIn = (channel) => (state) => state.messages[channel ?? state.dm_with_app]?.some((one) => one.blocks.some((block) => block.type === "data_visualization"));

/// Until the digest is in the channel and with the team lead.
export async function theDigestIsOut(demo, channel) {
  await demo.jumpUntil("Karin", digestIn(channel));
  await demo.jumpUntil("Karin", digestIn());
}
