package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.LogEvent;
import io.kanshi.job.archive.EventSamples;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses an edge is serialized by Flink's own serializers for flat types, or by ours; never by Kryo. */
final class JobTypesTest {

    static List<TypeInformation<?>> crossing() {
        return List.of(
                JobTypes.RAW_RECORD,
                JobTypes.RULES_UPDATE,
                JobTypes.PANE,
                JobTypes.ALERT,
                JobTypes.ERROR,
                JobTypes.ERROR_RATE,
                JobTypes.SERVICE_COUNT,
                JobTypes.THRESHOLD_BREACH,
                JobTypes.DEAD_LETTER,
                JobTypes.FRAME_RECEIPT,
                JobTypes.LOG_GAP,
                JobTypes.TALLY);
    }

    @ParameterizedTest
    @MethodSource("crossing")
    void noTypeFallsToKryo(TypeInformation<?> type) {
        assertThat(type).isNotInstanceOf(GenericTypeInfo.class);
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        assertThat(type.createSerializer(config)).isInstanceOf(PojoSerializer.class);
    }

    @Test
    void anEventSurvivesAnEdgeShouldTheChainBeBroken() throws Exception {
        TypeSerializer<LogEvent> serializer = JobTypes.LOG_EVENT.createSerializer(new SerializerConfigImpl());
        for (LogEvent event : EventSamples.events(500)) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.serialize(event, out);
            LogEvent read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
            assertThat(EventSamples.row(read)).isEqualTo(EventSamples.row(event));
        }
    }
}
