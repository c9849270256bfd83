package org.derain.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.Redacted;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one clear line and an exit code, and never tells a credential. */
public final class Failures {
  private Failures() {}

  /** A failure while running: one line, and the stack when the user asked for it. */
  public static int report(Throwable failure, CommandLine at) {
    PrintWriter err = at.getErr();
    err.println("derain: " + Redacted.text(line(failure)));
    CommandLine root = at;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    if (((RootCommand) root.getCommand()).verbose()) {
      StringWriter stack = new StringWriter();
      failure.printStackTrace(new PrintWriter(stack));
      err.print(Redacted.text(stack.toString()));
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** A wrong command line: what is wrong with it, and where help is. */
  static int usage(ParameterException failure) {
    CommandLine at = failure.getCommandLine();
    PrintWriter err = at.getErr();
    String name = at.getCommandSpec().qualifiedName();
    err.println(name + ": " + Redacted.text(firstLine(failure.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Try '" + name + " --help'.");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  /** The one line for the user. */
  static String line(Throwable failure) {
    if (failure instanceof MediaException) {
      return failure.getMessage();
    }
    if (failure instanceof java.io.UncheckedIOException && failure.getCause() != null) {
      return line(failure.getCause());
    }
    if (failure instanceof InvalidPathException e) {
      return PathWord.message(e);
    }
    if (failure instanceof NoSuchFileException) {
      return failure.getMessage() + ": no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return failure.getMessage() + ": permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return failure.getMessage() + ": exists already";
    }
    if (failure instanceof java.io.IOException) {
      return firstLine(failure.getMessage());
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory: " + firstLine(failure.getMessage());
    }
    if (failure instanceof LinkageError
        && String.valueOf(failure.getMessage()).contains("org.bytedeco.javacpp.cachedir")) {
      return "no folder for the native libraries can be written, neither .javacpp in "
          + System.getProperty("user.home")
          + " nor "
          + System.getProperty("java.io.tmpdir")
          + "; DERAIN_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER names another";
    }
    if (failure instanceof LinkageError) {
      return "a native library cannot be loaded ("
          + firstLine(failure.getMessage())
          + "); another version of it that is installed on the system may be in the way";
    }
    return "internal error, please report it with the output of --verbose: " + failure;
  }

  private static String firstLine(String text) {
    if (text == null) {
      return "no details";
    }
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).strip();
  }
}
