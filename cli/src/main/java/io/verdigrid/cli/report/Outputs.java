package io.verdigrid.cli.report;

import io.verdigrid.protocol.common.v1.BlobRange;
import java.io.IOException;
import java.io.InputStream;

/** Where the outputs and long stack traces of attempts are. */
interface Outputs {
    /** The bytes of this range; the caller closes them. */
    InputStream open(BlobRange range) throws IOException;

    /** Whoever reads will ask for no more of this blob, one time of as many as was announced. */
    void done(BlobRange range) throws IOException;
}
