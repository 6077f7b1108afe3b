package io.kanshi.forwarder;

import io.kanshi.forwarder.forward.ForwardLimits;
import io.kanshi.forwarder.forward.ForwardServer;
import io.kanshi.forwarder.frame.Intake;
import io.kanshi.forwarder.frame.TaskIdentity;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.forwarder.hold.Journal;
import io.kanshi.forwarder.hold.SpillFolder;
import io.kanshi.forwarder.kinesis.FrameStream;
import io.kanshi.forwarder.kinesis.Sender;
import io.kanshi.forwarder.leftover.LeftoverFolder;
import io.kanshi.forwarder.leftover.PutLeftovers;
import io.kanshi.forwarder.settings.SidecarSettings;
import io.kanshi.forwarder.settings.SidecarSettings.Ack;
import io.kanshi.forwarder.settings.SidecarSettings.Join;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole sidecar, in the order of the flow: socket → records → lines → frames → memory and disk → Kinesis, and at the end S3 for
 * what Kinesis did not take. Two threads: one reads,
 * joins and frames and never waits for anything but bytes; the other sends. The ends are passed in.
 *
 * <p>Life: {@link #open} binds the socket before anything else; {@link #begin} takes over what an earlier start left; {@link #run} is the
 * reading thread; {@link #stop} ends it from another thread, and it says what was left.
 */
public final class Sidecar implements AutoCloseable {

    /** How quiet every connection must be before the end may begin. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Lines of our own that wait for the reading thread. */
    private static final int MOST_METRICS = 1000;

    private final SidecarSettings settings;
    private final UUID boot = UUID.randomUUID();
    private final FrameStream stream;
    private final @Nullable LeftoverFolder leftovers;
    private final Clock clock;
    private final RecordsGate gate = new RecordsGate();
    private final OwnLines ownLines = new OwnLines(MOST_METRICS);
    private final ForwardServer server;
    private final int tcpPort;
    private volatile Supplier<TaskIdentity> identities = () -> TaskIdentity.UNKNOWN;
    private @Nullable Parts parts;
    private volatile boolean stopping;
    private volatile long lastTurnNanos = System.nanoTime();

    /** What there is once the disk has been looked at. */
    record Parts(
            Intake intake,
            Holding holding,
            Sender sender,
            Thread sending,
            @Nullable SpillFolder spill,
            @Nullable Journal journal) {}

    private Sidecar(SidecarSettings settings, FrameStream stream, @Nullable LeftoverFolder leftovers, Clock clock)
            throws IOException {
        this.settings = settings;
        this.stream = stream;
        this.leftovers = leftovers;
        this.clock = clock;
        SidecarSettings.Forward forward = settings.forward();
        server = new ForwardServer(
                new ForwardLimits(forward.maxMessageBytes(), forward.maxUnpackedBytes(), forward.maxConnections()),
                gate);
        server.listen(forward.socket(), forward.socketMode());
        tcpPort = forward.tcp() == null
                ? 0
                : server.listen(new InetSocketAddress(
                        forward.tcp().host(), forward.tcp().port()));
    }

    /**
     * Binds what clients connect to; they may, from now on, and wait.
     *
     * @param leftovers null: what is left at the end stays where it is
     */
    public static Sidecar open(
            SidecarSettings settings, FrameStream stream, @Nullable LeftoverFolder leftovers, Clock clock)
            throws IOException {
        return new Sidecar(settings, stream, leftovers, clock);
    }

    /** Opens the disk, takes over what lies there, and begins to send. */
    public void begin() throws IOException {
        boolean durable = settings.forward().ack() == Ack.ON_DURABLE;
        SpillFolder spill = SpillFolder.open(settings.holding().spillFolder());
        Journal.Left left = Journal.left(spill);
        long start = Math.max(clock.millis(), left == null ? 0 : left.startMillis() + 1);
        Holding holding = new Holding(
                spill,
                durable,
                settings.holding().memoryBytes(),
                settings.holding().spillMaxBytes());
        holding.takeOver(left);
        Journal journal =
                durable ? Journal.begin(spill, start, boot, settings.framing().maxBytes()) : null;
        Intake intake = new Intake(shape(), boot, start, this::identity, holding, journal, clock);
        intake.begin(left);
        if (journal == null) {
            Journal.forgetAll(spill);
        }
        gate.open(intake);
        Sender sender = new Sender(holding, stream, intake::widen);
        Thread sending = new Thread(sender, "send");
        sending.setDaemon(true);
        sending.start();
        parts = new Parts(intake, holding, sender, sending, spill, journal);
    }

    private Intake.Shape shape() {
        SidecarSettings.Framing framing = settings.framing();
        return new Intake.Shape(
                framing.lineMaxBytes(),
                framing.maxBytes(),
                framing.maxAge().toMillis(),
                framing.idleHeaderEvery().toMillis(),
                settings.kinesis().maxLanes(),
                framing.join() == Join.ON);
    }

    /**
     * Reads until {@link #stop}; then until every client is at its end or quiet; then sends what is left, within the grace time; then puts
     * what is still left where leftovers go.
     */
    public Ending run() throws IOException {
        Parts all = parts();
        while (!stopping) {
            turn(all, all.intake().waitMillis());
        }
        long end = System.nanoTime() + settings.grace().toNanos();
        long lastRead = end - settings.grace().toNanos() / 3;
        do {
            turn(all, 50);
        } while (System.nanoTime() < lastRead && !server.isQuiet(QUIET_NANOS));
        all.intake().finish();
        all.intake().turnEnded();
        while (System.nanoTime() < end && all.holding().frames() > 0) {
            turn(all, 20);
        }
        return end(all);
    }

    private void turn(Parts all, long waitMillis) throws IOException {
        lastTurnNanos = System.nanoTime();
        Intake intake = all.intake();
        server.turn(waitMillis);
        ownLines.drainTo(intake);
        intake.tick();
        intake.turnEnded();
        server.ack(all.holding()
                .durableGroup(intake.journaledGroup(), settings.framing().maxBytes()));
    }

    private Ending end(Parts all) throws IOException {
        all.intake().finish();
        all.intake().turnEnded();
        all.sender().stop();
        try {
            all.sending().join(TimeUnit.SECONDS.toMillis(2));
            if (leftovers != null && all.holding().frames() > 0) {
                new PutLeftovers(all.holding(), leftovers, settings.leftover().time(), clock).run();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Ending ending = new Ending(all.intake().totals(), all.holding().totals());
        if (all.journal() != null) {
            all.journal().remove();
        }
        return ending;
    }

    /** Ends {@link #run}, from any thread. */
    public void stop() {
        stopping = true;
        server.wakeup();
    }

    /** A metric of our own, as a line of a container; from any thread. False when too many wait. */
    public boolean metric(String line, String containerName) {
        return ownLines.add(line, containerName);
    }

    /** Who says whose logs these are, once it is known; asked for each frame, so it must be quick. */
    public void identities(Supplier<TaskIdentity> known) {
        identities = known;
    }

    private TaskIdentity identity() {
        TaskIdentity known = identities.get();
        String service = settings.service();
        return service == null
                ? known
                : new TaskIdentity(service, known.cluster(), known.taskArn(), known.taskDefinition());
    }

    /** The port of TCP that was bound; 0 without. */
    public int tcpPort() {
        return tcpPort;
    }

    Parts parts() {
        Parts all = parts;
        if (all == null) {
            throw new IllegalStateException("begin() comes first");
        }
        return all;
    }

    ForwardServer server() {
        return server;
    }

    /** How long ago the reading thread has begun its last turn: more than a few seconds means that it hangs. */
    long sinceTurnNanos() {
        return System.nanoTime() - lastTurnNanos;
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (leftovers != null) {
            leftovers.close();
        }
        Parts all = parts;
        if (all != null) {
            all.sender().stop();
            all.intake().close();
            if (all.journal() != null) {
                all.journal().close();
            }
            if (all.spill() != null) {
                all.spill().close();
            }
        }
    }
}
