package io.verdigrid.deployer.target;

import java.nio.file.Path;
import java.util.List;

/** Hosts behind a real sshd on loopback, for tests of other packages; skips the test where there is none. */
public final class SshFleet implements AutoCloseable {
    private final Sshd sshd;
    private final SshHosts hosts;

    private SshFleet(Sshd sshd, SshHosts hosts) {
        this.sshd = sshd;
        this.hosts = hosts;
    }

    /** Each host is the folder of its name in this one. */
    public static SshFleet start(Path keys, List<String> names, Path parent, Hook hook) throws Exception {
        Sshd sshd = Sshd.start(keys);
        return new SshFleet(sshd, new SshHosts(sshd.access(names, parent), hook));
    }

    /** The hosts. */
    public Target target() {
        return hosts;
    }

    @Override
    public void close() throws java.io.IOException {
        hosts.close();
        sshd.close();
    }
}
