package io.kanshi.forwarder.frame;

import io.kanshi.wire.LineJoiner.Piece;
import java.nio.charset.StandardCharsets;

/** What the journal says of a line besides its event: which piece of a cut line it is, and what was joined to it. */
final class PieceMarks {

    static final String ID = "kanshi_piece_id";
    static final String ORDINAL = "kanshi_piece_ordinal";
    static final String LAST = "kanshi_piece_last";
    static final String JOINED = "kanshi_joined";
    static final String INCOMPLETE = "kanshi_incomplete";

    private PieceMarks() {}

    static void write(Piece piece, LineBuffer target) {
        byte[] id = piece.id().getBytes(StandardCharsets.UTF_8);
        target.put(",\"" + ID + "\":\"").putEscaped(id, 0, id.length);
        target.put("\",\"" + ORDINAL + "\":" + piece.ordinal() + ",\"" + LAST + "\":" + piece.last());
    }

    static void writeJoined(int lines, boolean incomplete, LineBuffer target) {
        target.put(",\"" + JOINED + "\":" + lines + ",\"" + INCOMPLETE + "\":" + incomplete);
    }
}
