package io.verdigrid.cli.hunt;

import java.util.List;

/** Who answers probes; several at a time go faster than one after the other. */
interface Probes {
    /** The answers in the order of the questions; blocks. */
    List<Probe.Answer> ask(List<Probe> probes) throws InterruptedException;
}
