package io.verdigrid.deployer.rpc;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.verdigrid.deployer.rollout.Announcer;
import io.verdigrid.deployer.rollout.News;
import io.verdigrid.deployer.rollout.PushState;
import io.verdigrid.deployer.rollout.Request;
import io.verdigrid.protocol.announcement.v1.AnnounceRequest;
import io.verdigrid.protocol.announcement.v1.AnnouncementKind;
import io.verdigrid.protocol.announcement.v1.AnnouncementServiceGrpc;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets a coordinator tell people how pushes ended. Thread-safe; the channel stays the caller's. */
public final class GridAnnouncer implements Announcer {
    private static final int PATIENCE_SECONDS = 10;
    private static final int MOST_AUTHORS = 1_000;

    private final ManagedChannel channel;
    private final String fleet;
    private final String owner;
    private final String branch;

    /**
     * For the pushes of a fleet.
     *
     * @param owner the deployer, by whose numbers repetitions are known
     * @param branch whose changes are released; may be empty
     */
    public GridAnnouncer(ManagedChannel channel, String fleet, String owner, String branch) {
        this.channel = channel;
        this.fleet = fleet;
        this.owner = owner;
        this.branch = branch;
    }

    @Override
    public void announce(News news) throws IOException {
        NewsText text = new NewsText(fleet, news.push());
        try {
            AnnouncementServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .announce(AnnounceRequest.newBuilder()
                            .setSender(fleet + "/" + owner)
                            .setNumber(news.number())
                            .setKind(
                                    news.push().state() == PushState.DONE
                                            ? AnnouncementKind.ANNOUNCEMENT_KIND_RELEASED
                                            : AnnouncementKind.ANNOUNCEMENT_KIND_ROLLED_BACK)
                            .setBranch(branch)
                            .setTitle(text.title())
                            .setText(text.text())
                            .setBy("deployer of " + fleet)
                            .addAllAuthors(authors(news))
                            .build());
        } catch (StatusRuntimeException e) {
            throw new IOException(e.getStatus().getCode() + ": " + e.getStatus().getDescription(), e);
        }
    }

    /** Of those only that can be written to. */
    private static List<String> authors(News news) {
        return news.push().request().changes().stream()
                .map(Request.Change::author)
                .flatMap(authors -> Arrays.stream(authors.split(",")))
                .map(String::strip)
                .filter(author -> author.contains("@"))
                .distinct()
                .limit(MOST_AUTHORS)
                .toList();
    }
}
