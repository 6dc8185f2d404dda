package dev.raydeck.desktop;

import dev.raydeck.desktop.actors.ActorsView;
import dev.raydeck.desktop.autoscaler.AutoscalerView;
import dev.raydeck.desktop.demands.DemandsView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.logs.LogsView;
import dev.raydeck.desktop.nodes.NodesView;
import dev.raydeck.desktop.overview.OverviewView;
import dev.raydeck.desktop.resource.ResourceView;

/// The screen that stands at each place.
final class Screens {
  private Screens() {}

  static Screen make(Place place, Deck deck) {
    return switch (place) {
      case OVERVIEW -> new OverviewView(deck);
      case NODES -> new NodesView(deck);
      case DEMANDS -> new DemandsView(deck);
      case ACTORS -> new ActorsView(deck);
      case AUTOSCALER -> new AutoscalerView(deck);
      case RESOURCE -> new ResourceView(deck);
      case LOGS -> new LogsView(deck);
    };
  }
}
