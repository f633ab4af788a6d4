/** The HTTP server under pages and API: requests, answers, and answers that go on. */
@NullMarked
package io.verdigrid.dashboard.http;

import org.jspecify.annotations.NullMarked;
