package io.verdigrid.deployer.metric;

import io.verdigrid.protocol.TimeSource;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** How many milliseconds this machine takes to find a host's address. Thread-safe. */
final class DnsProbe implements Probe.Gauge {
    private final TimeSource time;

    DnsProbe(TimeSource time) {
        this.time = time;
    }

    @Override
    public double measure(String host) throws ProbeFailure {
        String name = host.replaceFirst(":[0-9]+$", "");
        long began = time.nanos();
        try {
            InetAddress.getAllByName(name);
        } catch (UnknownHostException e) {
            throw new ProbeFailure("the name '" + name + "' is not found");
        }
        return (time.nanos() - began) / 1e6;
    }
}
