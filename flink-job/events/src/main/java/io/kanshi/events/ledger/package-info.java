/**
 * What of the senders' frames has come and what has not: the decisions behind the table {@code log_gaps}, one {@link
 * io.kanshi.events.ledger.Ledger} for each start of a sender. Beside the flow: it sees the headers of frames, never a line.
 */
@NullMarked
package io.kanshi.events.ledger;

import org.jspecify.annotations.NullMarked;
