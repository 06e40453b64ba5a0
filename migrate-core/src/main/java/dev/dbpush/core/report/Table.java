package dev.dbpush.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of cells, each column as wide as its widest cell. Not thread-safe. */
final class Table {
  private static final String GAP = "  ";

  private final String indent;
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(String indent) {
    this.indent = indent;
  }

  /** A cell; its colours are put on after its width was counted. */
  record Cell(String text, UnaryOperator<String> style) {}

  static Cell cell(String text) {
    return new Cell(text, UnaryOperator.identity());
  }

  static Cell cell(String text, UnaryOperator<String> style) {
    return new Cell(text, style);
  }

  void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  void row(String... cells) {
    List<Cell> row = new ArrayList<>();
    for (String text : cells) {
      row.add(cell(text));
    }
    rows.add(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = width(row.get(i).text());
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<Cell> row, List<Integer> widths) {
    int last = row.size() - 1;
    while (last > 0 && row.get(last).text().isEmpty()) {
      last--;
    }
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i <= last; i++) {
      Cell cell = row.get(i);
      line.append(cell.style().apply(cell.text()));
      if (i < last) {
        line.append(" ".repeat(widths.get(i) - width(cell.text()))).append(GAP);
      }
    }
    return line.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
