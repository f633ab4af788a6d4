package io.verdigrid.coordinator.rpc;

import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Announcements;
import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.protocol.announcement.v1.AnnounceRequest;
import io.verdigrid.protocol.announcement.v1.AnnounceResponse;
import io.verdigrid.protocol.announcement.v1.AnnouncementServiceGrpc.AnnouncementServiceImplBase;

/** AnnouncementService. Thread-safe; no handler blocks. */
final class AnnouncementEndpoint extends AnnouncementServiceImplBase {
    private static final int NAME = 200;
    private static final int TITLE = 500;
    private static final int TEXT = 20_000;
    private static final int AUTHORS = 1_000;

    private final Announcements announcements;
    private final Answers answers;

    AnnouncementEndpoint(Announcements announcements, RpcThreads threads) {
        this.announcements = announcements;
        this.answers = new Answers(threads.reads());
    }

    @Override
    public void announce(AnnounceRequest request, StreamObserver<AnnounceResponse> to) {
        Problems problems = new Problems();
        problems.unless(!request.getSender().isBlank(), "sender", "empty; say who announces");
        problems.text("sender", request.getSender(), NAME);
        problems.unless(request.getNumber() > 0, "number", request.getNumber() + ", allowed are 1 and more");
        boolean oneLine =
                !request.getTitle().isBlank() && request.getTitle().lines().count() == 1;
        problems.unless(oneLine, "title", "wanted one line");
        problems.text("title", request.getTitle(), TITLE);
        problems.text("text", request.getText().replace('\n', ' '), TEXT);
        problems.text("branch", request.getBranch(), 300);
        problems.text("by", request.getBy(), NAME);
        problems.unless(request.getAuthorsCount() <= AUTHORS, "authors", "more than " + AUTHORS);
        request.getAuthorsList().forEach(author -> problems.text("authors", author, NAME));
        Announcement.Kind kind = kind(problems, request);
        if (!problems.none()) {
            answers.give(to, () -> {
                problems.throwIfAny();
                return AnnounceResponse.getDefaultInstance();
            });
            return;
        }
        answers.give(
                to,
                announcements.announce(
                        new Announcements.Sender(request.getSender(), request.getNumber()),
                        kind,
                        request.getBranch(),
                        request.getText().isEmpty()
                                ? request.getTitle()
                                : request.getTitle() + "\n\n"
                                        + request.getText().stripTrailing(),
                        request.getBy(),
                        request.getAuthorsList()),
                done -> AnnounceResponse.getDefaultInstance());
    }

    private static Announcement.Kind kind(Problems problems, AnnounceRequest request) {
        return switch (request.getKind()) {
            case ANNOUNCEMENT_KIND_RELEASED -> Announcement.Kind.RELEASED;
            case ANNOUNCEMENT_KIND_ROLLED_BACK -> Announcement.Kind.ROLLED_BACK;
            case ANNOUNCEMENT_KIND_UNSPECIFIED, UNRECOGNIZED -> {
                problems.add("kind", request.getKindValue() + ", allowed are RELEASED and ROLLED_BACK");
                yield Announcement.Kind.RELEASED;
            }
        };
    }
}
