package io.kanshi.job;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.LogEvent;
import io.kanshi.events.ledger.FrameReceipt;
import io.kanshi.events.ledger.Ledger;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Pane;
import io.kanshi.rules.SeriesState;
import io.kanshi.rules.ThresholdBreach;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Flink's descriptions of everything that crosses an edge: public, flat types, so that none falls to Kryo. */
public final class JobTypes {

    public static final TypeInformation<RawRecord> RAW_RECORD = TypeInformation.of(RawRecord.class);
    public static final TypeInformation<RulesUpdate> RULES_UPDATE = TypeInformation.of(RulesUpdate.class);
    public static final TypeInformation<Pane> PANE = TypeInformation.of(Pane.class);
    public static final TypeInformation<AlertEvent> ALERT = TypeInformation.of(AlertEvent.class);
    public static final TypeInformation<ThresholdBreach> THRESHOLD_BREACH = TypeInformation.of(ThresholdBreach.class);
    public static final TypeInformation<ServiceCount> SERVICE_COUNT = TypeInformation.of(ServiceCount.class);
    public static final TypeInformation<ErrorRate> ERROR_RATE = TypeInformation.of(ErrorRate.class);
    public static final TypeInformation<ErrorEvent> ERROR = TypeInformation.of(ErrorEvent.class);
    public static final TypeInformation<DeadLetter> DEAD_LETTER = TypeInformation.of(DeadLetter.class);
    static final TypeInformation<LogEvent> LOG_EVENT = new OpaqueType<>(LogEvent.class, LogEventSerializer.INSTANCE);
    static final TypeInformation<SeriesState> SERIES =
            new OpaqueType<>(SeriesState.class, SeriesStateSerializer.INSTANCE);
    static final TypeInformation<FrameReceipt> FRAME_RECEIPT = TypeInformation.of(FrameReceipt.class);
    public static final TypeInformation<LogGap> LOG_GAP = TypeInformation.of(LogGap.class);
    static final TypeInformation<Ledger> LEDGER = new OpaqueType<>(Ledger.class, LedgerSerializer.INSTANCE);
    static final TypeInformation<Repeats> REPEATS = TypeInformation.of(Repeats.class);
    public static final TypeInformation<Tally> TALLY = TypeInformation.of(Tally.class);

    private JobTypes() {}
}
