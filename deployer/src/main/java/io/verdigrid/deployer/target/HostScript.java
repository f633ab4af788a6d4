package io.verdigrid.deployer.target;

import java.util.List;
import java.util.stream.Collectors;

/** What is run on a host by its POSIX shell: the same acts on the same files as {@link HostFolder}'s. */
final class HostScript {
    /** The exit status for a lease that the host refuses. */
    static final int STALE = 77;

    /** Reads, without a lock: each file is replaced by a rename. */
    private static final String READ = """
            if [ -h current ]; then echo "current $(readlink current)"; elif [ -e current ]; then echo "no-link"; fi
            if [ -f .verdigrid/settled ]; then echo "settled $(cat .verdigrid/settled)"; fi
            if [ -f .verdigrid/lease ]; then echo "lease $(cat .verdigrid/lease)"; fi
            for r in releases/*; do if [ -d "$r" ]; then echo "release ${r#releases/}"; fi; done
            echo end
            """;

    /** Takes the host's lock, and the lease if the host does not refuse it. */
    private static final String LOCKED = """
            mkdir -p .verdigrid releases
            exec 9>.verdigrid/lock
            flock 9
            n=0; o=-; b=0
            if [ -f .verdigrid/lease ]; then read -r n o b < .verdigrid/lease; fi
            if [ "$n" -gt "$number" ] || { [ "$n" -eq "$number" ] && [ "$o" != "$owner" ] && [ "$owner" != - ]; }; then
              echo "stale $n $o $b"; exit 77
            fi
            echo "$number $owner $beat" > .verdigrid/lease.new
            mv -f .verdigrid/lease.new .verdigrid/lease
            """;

    /** Whether the release is there; else which one is most like it. */
    private static final String WANT = """
            if [ -d "releases/$id" ]; then echo have; exit 0; fi
            like=$(ls -t releases | head -n 1)
            if [ -h current ]; then like=$(basename "$(readlink current)"); fi
            echo "like $like"
            """;

    private static final String COMPLETE = """
            sync -f releases 2>/dev/null || sync
            if [ ! -d "releases/$id" ]; then mv -T "$incoming" "releases/$id"; fi
            """;

    private static final String ACTIVATE = """
            if [ -e current ] && [ ! -h current ]; then echo "'current' is not a link to a release: move it away once"; exit 1; fi
            c=""
            if [ -h current ]; then c=$(basename "$(readlink current)"); fi
            s="?"
            if [ -f .verdigrid/settled ]; then s=$(cat .verdigrid/settled); fi
            if [ "$c" = "$id" ] && [ "$s" = "$id" ]; then exit 0; fi
            if [ -n "$id" ] && [ ! -d "releases/$id" ]; then echo "it has no complete release $id"; exit 1; fi
            : > .verdigrid/settled
            if [ -n "$id" ]; then
              rm -f .verdigrid/current
              ln -s "releases/$id" .verdigrid/current
              mv -Tf .verdigrid/current current
            else
              rm -f current
            fi
            """;

    /** The lock is not the hook's: what it leaves in the background must not keep it. */
    private static final String HOOK = """
            e=0
            timeout "$patience" env VERDIGRID_HOST="$host" VERDIGRID_ROOT="$root" VERDIGRID_RELEASE="$id" HOOK_COMMAND \
            > .verdigrid/hook.log 2>&1 < /dev/null 9>&- || e=$?
            if [ $e -ne 0 ]; then
              if [ $e -eq 124 ]; then echo "the reload hook did not end within $patience s"; exit 1; fi
              l=$(tail -n 1 .verdigrid/hook.log)
              echo "the reload hook ended with status $e${l:+: $l}"; exit 1
            fi
            """;

    private static final String SETTLED = """
            c=""
            if [ -h current ]; then c=$(basename "$(readlink current)"); fi
            if [ "$c" != "$id" ]; then echo "'current' is $c behind the switch to $id"; exit 1; fi
            echo "$id" > .verdigrid/settled.new
            mv -f .verdigrid/settled.new .verdigrid/settled
            """;

    private static final String PRUNE = """
            c=""
            if [ -h current ]; then c=$(basename "$(readlink current)"); fi
            for r in releases/*; do
              r=${r#releases/}
              case " $keep $c " in
                *" $r "*) ;;
                *) if [ -d "releases/$r" ]; then rm -rf "releases/.pruned-$r"; mv -T "releases/$r" "releases/.pruned-$r"; fi ;;
              esac
            done
            rm -rf releases/.pruned-* releases/.incoming-*
            """;

    private final StringBuilder text = new StringBuilder("set -eu\numask 022\nid=''\n");

    HostScript(String host, String root) {
        set("host", host);
        set("root", root);
        text.append("cd \"$root\" || exit 1\n");
    }

    private HostScript set(String name, String value) {
        text.append(name).append('=').append(quoted(value)).append('\n');
        return this;
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private HostScript then(String part) {
        text.append(part);
        return this;
    }

    HostScript read() {
        return then(READ);
    }

    HostScript locked(Lease lease) {
        set("number", Long.toString(lease.number()));
        set("owner", lease.owner());
        return set("beat", Long.toString(lease.beat())).then(LOCKED);
    }

    HostScript want(String release) {
        return set("id", release).then(WANT);
    }

    HostScript complete(String release, String incoming) {
        return set("id", release).set("incoming", incoming).then(COMPLETE);
    }

    HostScript activate(String release, Hook hook) {
        set("id", release).then(ACTIVATE);
        if (!hook.command().isEmpty()) {
            String command = hook.command().stream().map(HostScript::quoted).collect(Collectors.joining(" "));
            set("patience", Long.toString(Math.max(1, hook.patience().toSeconds())));
            then(HOOK.replace("HOOK_COMMAND", command));
        }
        return then(SETTLED);
    }

    HostScript prune(List<String> keep) {
        return set("keep", String.join(" ", keep)).then(PRUNE);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
