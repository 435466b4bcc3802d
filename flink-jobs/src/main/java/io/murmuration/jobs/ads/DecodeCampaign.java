package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.Decode;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** From the campaigns' bytes to what they say; a tombstone withdraws the campaign of its key. */
final class DecodeCampaign extends ProcessFunction<RawRecord, CampaignVersion> {
  private static final String STAGE = "validate-campaign";

  private final RegistryConnector registry;
  private transient AvroCodec<Campaign> codec;

  DecodeCampaign(RegistryConnector registry) {
    this.registry = registry;
  }

  @Override
  public void open(OpenContext context) {
    codec = AvroCodec.of(Topics.CAMPAIGNS, registry.connect());
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<CampaignVersion> out) {
    if (record.value() == null) {
      if (record.key() != null) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        out.collect(new CampaignVersion(record, id, null, new float[0]));
      }
      return;
    }
    try {
      Campaign campaign = codec.decode(record.value());
      String fault = CampaignRules.faultOf(campaign);
      if (fault == null) {
        out.collect(new CampaignVersion(record, campaign.getCampaignId(), campaign, new float[0]));
      } else {
        context.output(
            DeadLetters.TAG, DeadLetters.of(record, STAGE, "CAMPAIGN_UNUSABLE", fault, 1, null));
      }
    } catch (UndecodableRecordException e) {
      context.output(
          DeadLetters.TAG,
          DeadLetters.of(record, Decode.STAGE, e.kind().name(), e.getMessage(), 1, null));
    }
  }
}
