package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Words;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

/// The settings at the foot of the rail: theme and language.
public final class SettingsMenu extends Button {
  public SettingsMenu(Words words, Theme theme, Consumer<Theme> wear, Consumer<Language> speak) {
    Label name = new Label(words.plain("settings.title"));
    setGraphic(dev.raydeck.desktop.kit.Parts.row(10, Icons.sized("mdi2c-cog-outline", 17), name));
    getStyleClass().setAll("rail-item");
    setId("settings");
    setAccessibleText(words.plain("settings.title"));
    ContextMenu menu = new ContextMenu();
    ToggleGroup themes = new ToggleGroup();
    for (Theme one : Theme.values()) {
      String key = one == Theme.DARK ? "settings.dark" : "settings.light";
      menu.getItems().add(item(words.plain(key), one == theme, themes, () -> wear.accept(one)));
    }
    menu.getItems().add(new SeparatorMenuItem());
    ToggleGroup languages = new ToggleGroup();
    for (Language one : Language.values()) {
      menu.getItems()
          .add(item(one.ownName(), one == words.language(), languages, () -> speak.accept(one)));
    }
    setContextMenu(menu);
    setOnAction(event -> menu.show(this, Side.RIGHT, 0, 0));
  }

  private static RadioMenuItem item(
      String text, boolean isChosen, ToggleGroup group, Runnable choose) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setToggleGroup(group);
    item.setSelected(isChosen);
    item.setOnAction(event -> choose.run());
    return item;
  }
}
