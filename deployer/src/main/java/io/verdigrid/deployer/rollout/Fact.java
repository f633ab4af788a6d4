package io.verdigrid.deployer.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.verdigrid.deployer.target.Release;
import java.util.List;
import java.util.SortedMap;

/** Something that the journal keeps; its names are the journal's format. Times are milliseconds since 1970. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = Fact.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Fact.Leased.class, name = "leased"),
    @JsonSubTypes.Type(value = Fact.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Fact.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = Fact.Wished.class, name = "wished"),
    @JsonSubTypes.Type(value = Fact.Overtook.class, name = "overtook"),
    @JsonSubTypes.Type(value = Fact.Pardoned.class, name = "pardoned"),
    @JsonSubTypes.Type(value = Fact.Missed.class, name = "missed"),
    @JsonSubTypes.Type(value = Fact.CaughtUp.class, name = "caught-up"),
    @JsonSubTypes.Type(value = Fact.Announced.class, name = "announced")
})
sealed interface Fact {
    /** A push was asked for. */
    record Queued(long atMs, long push, Release release, Request request) implements Fact {}

    /** A push is in this state from now. */
    record Moved(long atMs, long push, PushState to, int step, String reason, boolean harm) implements Fact {}

    /** The fleet's lease is a push's, under this number. */
    record Leased(long atMs, long push, long number) implements Fact {}

    /** Which hosts answered, and what each of them ran. */
    record Found(long atMs, long push, List<String> order, SortedMap<String, String> from) implements Fact {}

    /** A push goes no further, or goes on. */
    record Paused(long atMs, long push, boolean paused, String by, String reason) implements Fact {}

    /** A person wants a push stopped and undone. */
    record Wished(long atMs, long push, String by, String reason) implements Fact {}

    /** A push takes the changes of older ones along. */
    record Overtook(long atMs, long push, List<Request.Change> changes) implements Fact {}

    /** A person lets a release be rolled out again. */
    record Pardoned(long atMs, String release, String by, String reason) implements Fact {}

    /** A host does not run what it should, and why. */
    record Missed(long atMs, String host, String why) implements Fact {}

    /** A host runs what it should. */
    record CaughtUp(long atMs, String host) implements Fact {}

    /** People have been told this and all before it. */
    record Announced(long atMs, long news) implements Fact {}
}
