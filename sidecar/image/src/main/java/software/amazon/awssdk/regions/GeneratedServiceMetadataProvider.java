package software.amazon.awssdk.regions;

/**
 * Stands in for the SDK's class of this name in the image. That one makes an object for each of some three hundred services when the
 * first client is built, 4 MB of memory for ever. Null is its answer for a service it does not know: then the signing region is the
 * client's, and the endpoint is made of service and region, which is right for Kinesis and S3.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {

    @Override
    @SuppressWarnings("NullAway") // The SDK's interface has no annotations.
    public ServiceMetadata serviceMetadata(String service) {
        return null;
    }
}
