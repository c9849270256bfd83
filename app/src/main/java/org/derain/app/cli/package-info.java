/**
 * What commands share: the root command, failures as one line, tables, progress, files. It knows no
 * command.
 */
package org.derain.app.cli;
