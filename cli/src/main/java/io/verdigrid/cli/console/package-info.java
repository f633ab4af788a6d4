/** What every command needs to speak with people and programs: text, tables, JSON, times, problems. */
@NullMarked
package io.verdigrid.cli.console;

import org.jspecify.annotations.NullMarked;
