package io.kanshi.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;

/** The record that crosses edges. */
final class KinesisRecordTest {

    @Test
    void noFieldOfItFallsToKryo() {
        TypeInformation<KinesisRecord> type =
                KinesisDeserializationSchema.records().getProducedType();
        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        assertThat(type.createSerializer(config)).isNotNull();
        assertThat(type.getTotalFields()).isEqualTo(6);
    }
}
